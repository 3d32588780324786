// A network: what is pointed at or reached by keyboard is lit with what it is tied to, and a click opens its record.
export default function ({ data, parentElement, setTriggerValue }) {
  const board = parentElement.querySelector('.board')
  if (board.shown !== data.html) {
    const reached = board.contains(document.activeElement) && document.activeElement.dataset.focus
    board.innerHTML = data.html
    board.shown = data.html
    lights(board)
    if (reached) board.querySelector(`a[data-focus="${CSS.escape(reached)}"]`)?.focus({ preventScroll: true })
  }
  board.onclick = (event) => {
    const link = event.target.closest('a[data-focus]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    setTriggerValue('focus', link.dataset.focus)
  }
}

function lights(board) {
  const svg = board.querySelector('svg.net')
  if (!svg) return
  const ties = [...svg.querySelectorAll('a.tie')], actors = [...svg.querySelectorAll('a.actor')]
  const said = new Map([...svg.querySelectorAll('.said')].map((each) => [each.dataset.of, each]))
  const all = [...ties, ...actors, ...said.values()]
  const before = new Set(svg.querySelectorAll('.near')) // of the record that is open
  const light = (near, is) => {
    svg.classList.toggle('lit', is)
    for (const each of all) each.classList.toggle('near', near.has(each))
  }
  const about = (link) => {
    const id = link.dataset.focus
    const lines = link.matches('.tie') ? [link] : ties.filter((tie) => tie.dataset.ends.split(' ').includes(id))
    const ends = new Set([...lines.flatMap((tie) => tie.dataset.ends.split(' ')), ...(link.matches('.actor') ? [id] : [])])
    // Words that would lie over others are shown with their own line alone.
    const words = lines.map((tie) => said.get(tie.dataset.focus)).filter((each) => each && (lines.length === 1 || !each.matches('.over')))
    return new Set([...lines, ...words, ...actors.filter((each) => ends.has(each.dataset.focus))])
  }
  const wasLit = svg.classList.contains('lit')
  const show = (event) => {
    const link = event.target.closest?.('a[data-focus]')
    if (link) light(about(link), true)
  }
  const rest = () => {
    const reached = svg.contains(document.activeElement) ? document.activeElement.closest('a[data-focus]') : null
    if (reached?.matches(':focus-visible')) light(about(reached), true)
    else light(before, wasLit)
  }
  const box = svg.parentElement, first = svg.querySelector('a.tie.near, a.actor.near')
  if (wasLit && first) {
    const [open, seen] = [first.getBoundingClientRect(), box.getBoundingClientRect()]
    if (open.left < seen.left || open.right > seen.right) box.scrollLeft += open.left - seen.left - seen.width / 3
  }
  svg.addEventListener('pointerover', show)
  svg.addEventListener('focusin', show)
  svg.addEventListener('pointerout', rest)
  svg.addEventListener('focusout', () => light(before, wasLit))
}
