// The box of actors: an editable combobox with a list (WAI-ARIA). The server finds; this shows, and says what was chosen.
export default function ({ data, parentElement, setStateValue }) {
  const box = parentElement.querySelector('.finder')
  box.ask = setStateValue
  box.data = data
  if (!box.input) build(box)
  show(box)
}

const WAIT = 120 // milliseconds after a stroke, so that a quick typist asks once

function build(box) {
  const id = box.data.label.toLowerCase()
  box.innerHTML = `<label for="find-${id}">${box.data.label}</label><div class="finder-box"><ul class="taken"></ul>
    <input id="find-${id}" type="text" role="combobox" aria-autocomplete="list" aria-expanded="false"
      aria-controls="found-${id}" autocomplete="off" spellcheck="false" maxlength="200"></div>
    <p class="small" role="status"></p><ul class="found" id="found-${id}" role="listbox" aria-label="Found"></ul>`
  box.input = box.querySelector('input')
  box.found = box.querySelector('.found')
  box.note = box.querySelector('[role="status"]')
  box.at = 0
  box.input.onfocus = () => open(box, true)
  box.input.onclick = () => open(box, true)
  box.input.onblur = () => open(box, false)
  box.input.oninput = () => {
    box.at = 0
    open(box, true)
    clearTimeout(box.soon)
    box.soon = setTimeout(() => ask(box), WAIT)
  }
  box.input.onkeydown = (event) => key(box, event)
  // Not a click: the box would lose the focus and shut before it.
  box.found.onmousedown = (event) => {
    event.preventDefault()
    const option = event.target.closest('[role="option"]')
    if (option) take(box, option.dataset.id)
  }
  box.querySelector('.taken').onclick = (event) => {
    const off = event.target.closest('button')
    if (off) window.briefingTaking('drop', off.dataset.id)
  }
}

function ask(box) {
  if (box.data.query !== box.input.value) box.ask('asked', box.input.value)
}

function open(box, is) {
  box.open = is
  if (is) ask(box)
  show(box)
}

function take(box, id) {
  clearTimeout(box.soon)
  box.input.value = ''
  window.briefingTaking('take', id)
  open(box, false)
}

function key(box, event) {
  const options = box.data.options.length
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step && options) {
    event.preventDefault()
    if (box.open) box.at = (box.at + step + options) % options
    open(box, true)
  } else if (event.key === 'Enter') {
    event.preventDefault()
    const option = box.data.options[box.at]
    if (box.data.query === box.input.value && box.open && option) return take(box, option.id)
    clearTimeout(box.soon)
    if (box.input.value.trim()) window.briefingTaking('typed', box.input.value) // quicker than the list: the server finds
    box.input.value = ''
    open(box, false)
  } else if (event.key === 'Escape') {
    event.stopPropagation()
    box.input.value = ''
    open(box, false)
  } else if (event.key === 'Backspace' && !box.input.value && box.data.chosen.length) {
    window.briefingTaking('drop', box.data.chosen.at(-1).id)
  }
}

function show(box) {
  const { options, chosen, note } = box.data
  const fresh = box.data.query === box.input.value
  box.input.placeholder = chosen.length ? '' : 'all'
  box.input.setAttribute('aria-expanded', String(Boolean(box.open)))
  box.found.hidden = !box.open
  box.note.textContent = box.open && fresh ? note : ''
  fill(box.querySelector('.taken'), chosen, ({ id, label }) => {
    const item = made('li', {}, label)
    item.append(made('button', { type: 'button', 'data-id': id, 'aria-label': `Take off ${label}` }, '×'))
    return item
  })
  box.at = Math.min(box.at, Math.max(options.length - 1, 0))
  fill(box.found, options, ({ id, label, chosen: is }, place) =>
    made('li', { id: `${box.found.id}-${place}`, role: 'option', 'data-id': id, dir: 'auto',
      'aria-selected': String(is), class: place === box.at ? 'at' : '' }, label))
  if (box.open && options.length) box.input.setAttribute('aria-activedescendant', `${box.found.id}-${box.at}`)
  else box.input.removeAttribute('aria-activedescendant')
  box.found.children[box.at]?.scrollIntoView?.({ block: 'nearest' })
}

// Only what is news: a button that is put anew between the press and the release of a mouse hears no click.
function fill(list, rows, make) {
  const news = JSON.stringify(rows)
  if (list.filled === news && list.id === '') return
  list.filled = news
  list.replaceChildren(...rows.map(make))
}

function made(name, attributes, text) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value)
  element.textContent = text
  return element
}
