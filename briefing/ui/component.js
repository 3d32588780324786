// A board: shows prepared HTML; its links act at once, folds open and close, arrow keys walk the cells of a matrix.
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const board = parentElement.querySelector('.board')
  if (board.shown !== data.html) {
    const back = kept(board)
    board.innerHTML = data.html
    board.shown = data.html
    back()
    guide(board)
    board.hold?.()
  }
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
    if (event.target.closest('[data-dismiss]')) {
      remember('read')
      guide(board)
      return
    }
    if (event.target.closest('[data-shut]')) {
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click()
      return
    }
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
    const nearer = '.meaning.of-word:not([hidden]), [data-testid="stPopoverBody"], [role="listbox"], [role="dialog"]'
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

// Streamlit keeps in the browser that its sidebar was open. On a phone it is a sheet over the page: whoever opens the
// next link wants to read, so that it is forgotten as soon as the page is left.
const forget = () => {
  if (window.matchMedia('(max-width: 640px)').matches) localStorage.removeItem('stSidebarCollapsed-')
}
window.addEventListener('pagehide', forget)
document.addEventListener('visibilitychange', () => document.hidden && forget())

// The reader's guide is shown until it is dismissed, and then never again in this browser.
const READ = 'briefing-guide'
function guide(board) {
  const shown = board.querySelector('[data-guide]')
  if (shown) shown.hidden = remembered() === 'read'
}
function remembered() {
  try { return localStorage.getItem(READ) } catch { return null }
}
function remember(value) {
  try { localStorage.setItem(READ, value) } catch { /* a browser that keeps nothing shows the guide again */ }
}

// A word of the glossary says what it means beside itself; the sentences stand hidden in the head of the page.
window.briefingMeaning ??= (() => {
  const shown = Object.assign(document.createElement('div'), { className: 'meaning', hidden: true })
  shown.setAttribute('role', 'tooltip')
  document.body.append(shown)
  const hide = () => { shown.hidden = true }
  const show = (word) => {
    const means = document.getElementById(word.getAttribute('aria-describedby'))
    if (!means) return
    shown.textContent = means.textContent
    shown.hidden = false
    shown.classList.toggle('of-word', word.matches('.term')) // that of a link goes with the card
    const at = word.getBoundingClientRect(), size = shown.getBoundingClientRect()
    const under = at.bottom + 6 + size.height < window.innerHeight
    shown.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8))}px`
    shown.style.top = `${under ? at.bottom + 6 : Math.max(8, at.top - size.height - 6)}px`
  }
  const on = (kind, what, then) => document.addEventListener(kind, (event) => {
    const word = event.target.closest?.(what)
    if (word) then(word)
    else if (kind === 'click') hide()
  }, true)
  on('pointerover', '.term', show)
  on('pointerout', '.term', (word) => word === document.activeElement || setTimeout(() => shown.matches(':hover') || hide(), 200))
  on('click', '.term', show)
  on('focusin', '.term, a[aria-describedby^="means-"]', (word) => word.matches(':focus-visible') && show(word))
  on('focusout', '.term, a[aria-describedby^="means-"]', hide)
  shown.addEventListener('pointerleave', hide)
  document.addEventListener('scroll', hide, true)
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide())
  return shown
})()

const named = (each) => each.dataset.focus + each.textContent

// What a reader has folded, opened, scrolled and reached on a board that is shown anew is put back.
function kept(board) {
  const all = (what) => [...board.querySelectorAll(what)]
  const opened = all('details[open]').map((each) => each.querySelector('summary').textContent)
  const folds = new Map(all('[data-fold]').map((each) => [each.dataset.fold, each.getAttribute('aria-expanded')]))
  const places = all('[tabindex="0"]').map((each) => [each.scrollLeft, each.scrollTop])
  const reached = board.contains(document.activeElement) && named(document.activeElement)
  return () => {
    for (const each of all('details')) each.open ||= opened.includes(each.querySelector('summary').textContent)
    for (const each of all('[data-fold]')) {
      const before = folds.get(each.dataset.fold)
      if (before && before !== each.getAttribute('aria-expanded')) each.click()
    }
    all('[tabindex="0"]').forEach((each, place) => each.scrollTo(...(places[place] || [0, 0])))
    if (reached) all('[data-focus]').find((each) => named(each) === reached)?.focus({ preventScroll: true })
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
