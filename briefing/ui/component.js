// A board: shows prepared HTML; its links act at once, folds open and close, arrow keys walk the cells of a matrix.
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const board = parentElement.querySelector('.board')
  if (board.shown !== data.html) {
    const back = kept(board)
    board.innerHTML = data.html
    board.shown = data.html
    back()
    if (data.subject !== board.subject) board.closest('.st-key-card')?.scrollTo(0, 0)
    board.subject = data.subject
  }
  if (data.bring && brought[data.name] !== data.bring) bring(board)
  brought[data.name] = data.bring
  anchors(board.closest('[data-testid="stMain"]'))
  // Only news is told, once the width has come to rest: every value that is set has the whole page run anew.
  board.measure = () => {
    const room = data.rooms.findLast((each) => each <= board.clientWidth) ?? data.rooms[0]
    if (board.clientWidth && room !== data.room) setStateValue('room', room)
  }
  if (data.rooms.length && !board.watch) {
    board.watch = new ResizeObserver(() => {
      clearTimeout(board.resting)
      board.resting = setTimeout(() => board.measure(), 150)
    })
    board.watch.observe(board)
  }
  board.onclick = (event) => {
    const link = event.target.closest('[data-focus], a[data-page]')
    const copied = event.target.closest('[data-copy]')
    if (copied) return void copy(copied)
    const fold = event.target.closest('[data-fold]')
    if (fold) {
      const open = fold.getAttribute('aria-expanded') !== 'true'
      fold.setAttribute('aria-expanded', open)
      for (const row of board.querySelectorAll(`[data-folded="${fold.dataset.fold}"]`)) row.hidden = !open
      return
    }
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    if (link.dataset.focus !== undefined) setTriggerValue('focus', link.dataset.focus)
    else {
      board.closest('[data-testid="stMain"]')?.scrollTo(0, 0) // a page that is walked to begins at its head
      setTriggerValue('page', link.getAttribute('href'))
    }
  }
  // Escape closes the card, unless it has something nearer to close.
  window.removeEventListener('keydown', board.leave, true)
  board.leave = (event) => {
    const nearer = '[data-testid="stPopoverBody"], [role="listbox"]:not([hidden]), [role="dialog"]'
    const typing = event.target.closest?.('input, textarea')
    if (event.key === 'Escape' && !typing && !document.querySelector(nearer)) setTriggerValue('focus', '')
  }
  if (board.closest('.st-key-card')) window.addEventListener('keydown', board.leave, true)
  board.onkeydown = (event) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key]
    const cell = event.target.closest('td, th')
    if (!step || !cell || !cell.closest('table.matrix')) return
    const rows = [...cell.closest('table').rows].filter((row) => !row.hidden && row.querySelector('a'))
    const row = rows[rows.indexOf(cell.parentElement) + step[0]]
    const next = row && [...row.cells].find((each) => each.cellIndex === cell.cellIndex + step[1])
    const target = next && next.querySelector('a')
    if (target) {
      event.preventDefault()
      target.focus()
    }
  }
  return () => window.removeEventListener('keydown', board.leave, true)
}

const named = (each) => each.dataset.focus + each.textContent

// What a reader has folded, opened, scrolled and reached on a board that is shown anew is put back.
function kept(board) {
  const all = (what) => [...board.querySelectorAll(what)]
  const opened = all('details[open]').map((each) => each.querySelector('summary').textContent)
  const folded = all('[data-fold][aria-expanded="false"]').map((each) => each.dataset.fold)
  const places = all('[tabindex="0"]').map((each) => [each.scrollLeft, each.scrollTop])
  const reached = board.contains(document.activeElement) && named(document.activeElement)
  return () => {
    for (const each of all('details')) each.open ||= opened.includes(each.querySelector('summary').textContent)
    for (const each of all('[data-fold]')) if (folded.includes(each.dataset.fold)) each.click()
    all('[tabindex="0"]').forEach((each, place) => each.scrollTo(...(places[place] || [0, 0])))
    if (reached) all('[data-focus]').find((each) => named(each) === reached)?.focus({ preventScroll: true })
  }
}

// What a click has asked for is brought into sight, once for each time that it is asked for.
const brought = {}
function bring(board) {
  const rest = new ResizeObserver(() => {
    const { top, bottom } = board.getBoundingClientRect()
    if (top < 0 || Math.min(bottom, top + 160) > window.innerHeight) board.scrollIntoView({ block: 'start' })
  })
  rest.observe(board)
  setTimeout(() => rest.disconnect(), SETTLING)
}

// The card that a click opens narrows the page, or covers its lower half: what was clicked, a link, a row of a table or
// a mark of a picture, stays under the reader's eyes meanwhile, until the reader moves the page.
const SETTLING = 2500
const CLICKED = '[data-focus], .stDataFrame, .stPlotlyChart, .stDeckGlJsonChart'
let held = null
function anchors(main) {
  if (!main || main.anchored) return
  main.anchored = true
  const watch = new ResizeObserver(() => held?.())
  const keep = (event) => {
    held = null
    const clicked = event.target.closest?.(CLICKED)
    if (!clicked || clicked.closest('.st-key-card')) return
    const [find, from] = clicked.dataset.focus === undefined ? chart(clicked) : link(clicked)
    const box = clicked.getBoundingClientRect()
    const share = box.height && event.clientY ? (event.clientY - box.top) / box.height : 0
    const start = box.top + share * box.height
    const until = performance.now() + SETTLING
    held = () => {
      const now = find()
      if (!now || performance.now() > until) return
      const sheet = window.matchMedia('(max-width: 1150px)').matches && document.querySelector('.st-key-card')
      const wanted = sheet ? Math.min(start, window.innerHeight * 0.35) : start
      for (const each of [from(), main]) {
        const { top, height } = now.getBoundingClientRect()
        each?.scrollBy(0, top + share * height - wanted)
      }
    }
    watch.disconnect()
    for (const each of [main, ...main.querySelectorAll('.stVerticalBlock, .board')]) watch.observe(each)
  }
  main.addEventListener('pointerdown', keep, true)
  main.addEventListener('keydown', (event) => 'Enter '.includes(event.key) && keep(event), true)
  for (const kind of ['wheel', 'touchmove']) main.addEventListener(kind, () => { held = null }, { passive: true })
}

function link(clicked) {
  const board = clicked.closest('.board'), wanted = named(clicked)
  const find = () => [...board.querySelectorAll('[data-focus]')].find((each) => named(each) === wanted)
  return [find, () => find()?.closest('.matrix-box')]
}

function chart(clicked) {
  const key = [...(clicked.closest('[class*="st-key-"]')?.classList ?? [])].find((name) => name.startsWith('st-key-'))
  return [() => (clicked.isConnected || !key ? clicked : document.querySelector(`.${CSS.escape(key)}`)), () => null]
}

// Copy, and say so; a page that came without TLS has no clipboard, but an old way to it.
async function copy(button) {
  const said = button.parentElement.querySelector('[role="status"]')
  const done = await navigator.clipboard?.writeText(button.dataset.copy).then(() => true, () => false)
  said.textContent = done || selected(button.dataset.copy) ? 'Copied.' : 'The browser did not let it be copied: select it above.'
}

function selected(text) {
  const field = document.body.appendChild(document.createElement('textarea'))
  field.value = text
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
