// A board: shows prepared HTML; its links act at once, folds open and close, arrow keys walk the cells of a matrix,
// whose head stays in sight.
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const board = parentElement.querySelector('.board')
  if (board.shown !== data.html) {
    const back = kept(board)
    board.innerHTML = data.html
    board.shown = data.html
    back()
    board.hold?.()
  }
  board.leaveMatrix?.()
  board.leaveMatrix = board.querySelector('.matrix-box') && carried(board)
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
    const fold = event.target.closest('[data-fold]')
    if (fold) {
      const open = fold.getAttribute('aria-expanded') !== 'true'
      fold.setAttribute('aria-expanded', open)
      for (const row of board.querySelectorAll(`[data-folded="${fold.dataset.fold}"]`)) row.hidden = !open
      return
    }
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    if (link.dataset.focus && !link.closest('.st-key-card')) hold(board, link)
    if (link.dataset.focus !== undefined) setTriggerValue('focus', link.dataset.focus)
    else setTriggerValue('page', link.getAttribute('href'))
  }
  // Escape closes the card, unless it has something nearer to close.
  window.removeEventListener('keydown', board.leave, true)
  board.leave = (event) => {
    const nearer = '[data-testid="stPopoverBody"], [role="listbox"], [role="dialog"]'
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
  return () => {
    board.leaveMatrix?.()
    window.removeEventListener('keydown', board.leave, true)
  }
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

// A matrix scrolls with the page and its head sticks to the window. One that scrolls sideways is a box of its own, in
// which nothing sticks to the window any more: its head is carried along.
function carried(board) {
  const page = board.closest('[data-testid="stMain"]')
  const carry = () => {
    for (const box of board.querySelectorAll('.matrix-box')) {
      box.classList.toggle('wide', box.scrollWidth > box.clientWidth + 1)
      const head = box.querySelector('.named')
      const table = box.querySelector('table').getBoundingClientRect()
      const gone = page.getBoundingClientRect().top - table.top
      const shift = Math.max(0, Math.min(gone, table.height - head.offsetHeight))
      head.style.setProperty('--scrolled', `${shift}px`)
      head.classList.toggle('stuck', shift > 0)
    }
  }
  const watch = new ResizeObserver(carry)
  watch.observe(board)
  page.addEventListener('scroll', carry, { passive: true })
  carry()
  return () => {
    watch.disconnect()
    page.removeEventListener('scroll', carry)
  }
}

// The card that a click opens narrows the page, or covers its lower half: the link stays in sight meanwhile.
function hold(board, link) {
  const wanted = named(link)
  const sheet = window.matchMedia('(max-width: 1150px)').matches
  const top = Math.min(link.getBoundingClientRect().top, sheet ? window.innerHeight * 0.35 : Infinity)
  const watch = new ResizeObserver(() => board.hold?.())
  board.hold = () => {
    const now = [...board.querySelectorAll('[data-focus]')].find((each) => named(each) === wanted)
    for (const box of [now?.closest('.matrix-box'), board.closest('[data-testid="stMain"]')])
      box?.scrollBy(0, (now?.getBoundingClientRect().top ?? top) - top)
  }
  watch.observe(board)
  setTimeout(() => {
    watch.disconnect()
    board.hold = null
  }, 1500)
}
