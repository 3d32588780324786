// A board: shows prepared HTML; its links act at once, folds open and close, arrow keys walk the cells of a matrix,
// whose head stays in sight.
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const board = parentElement.querySelector('.board')
  if (board.shown !== data.html) {
    const back = kept(board)
    board.innerHTML = data.html
    board.shown = data.html
    back()
    if (data.subject !== board.subject) board.closest('.st-key-card')?.scrollTo(0, 0)
    board.subject = data.subject
    guide(board)
  }
  notes(board)
  door(board)
  if (data.bring && brought[data.name] !== data.bring) bring(board)
  brought[data.name] = data.bring
  anchors(board.closest('[data-testid="stMain"]'))
  board.leaveMatrix?.()
  board.leaveMatrix = board.querySelector('.matrix-box') && carried(board)
  // Only news is told, once the width has come to rest: every value that is set has the whole page run anew.
  board.measure = () => {
    const room = data.rooms.findLast((each) => each <= board.clientWidth) ?? data.rooms[0]
    if (board.clientWidth && room !== data.room) setStateValue('room', room)
    const theme = isDark(document.querySelector('.stApp')) ? 'dark' : 'light'
    if (theme !== data.theme) setStateValue('theme', theme)
  }
  if (data.rooms.length && !board.watch) {
    board.watch = new ResizeObserver(() => {
      clearTimeout(board.resting)
      board.resting = setTimeout(() => board.measure(), 150)
    })
    board.watch.observe(board)
    // A system that turns dark at dusk has Streamlit give the page other classes, and tell the server nothing.
    new MutationObserver(() => board.measure())
      .observe(document.querySelector('.stApp'), { attributes: true, attributeFilter: ['class'] })
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
    const nearer =
      '.meaning.of-word:not([hidden]), [data-testid="stPopoverBody"], [role="listbox"]:not([hidden]), [role="dialog"]'
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

// Whether a page is dark, by the light of its ground: the reader may have chosen otherwise than the system.
function isDark(page) {
  const [red, green, blue] = getComputedStyle(page).backgroundColor.match(/[\d.]+/g).map(Number)
  return red + green + blue < 3 * 128
}

// What draws tables, the timeline and the figures of claims takes a browser up to a second to fetch and take in. It does
// so while the first page is read, one after the other and when there is nothing else to do, unless the line is slow or
// paid by the byte.
export function ahead(...addresses) {
  const { saveData = false, effectiveType = '4g' } = navigator.connection ?? {}
  if (saveData || effectiveType !== '4g') return
  const idle = window.requestIdleCallback ?? setTimeout
  setTimeout(async () => {
    for (const each of addresses) {
      await new Promise((done) => idle(done))
      await import(new URL(each, document.baseURI)).catch(() => {})
    }
  }, 5000)
}

// Streamlit keeps in the browser that its sidebar was open. On a phone it is a sheet over the page: whoever opens the
// next link wants to read, so that it is forgotten as soon as the page is left.
const forget = () => {
  if (window.matchMedia('(max-width: 640px)').matches) localStorage.removeItem('stSidebarCollapsed-')
}
window.addEventListener('pagehide', forget)
document.addEventListener('visibilitychange', () => document.hidden && forget())

// A session that is over takes its page along: Streamlit would leave it under an error that says nothing of signing in.
let watched = null
function door(board) {
  if (watched || !board.querySelector('[href="auth/logout"]')) return
  const app = document.querySelector('.stApp')
  watched = new MutationObserver(async () => {
    if (app.dataset.testConnectionState === 'CONNECTED') return
    const asked = await fetch('./_stcore/host-config', { cache: 'no-store' }).catch(() => null)
    if (asked?.status === 401) location.reload()
  })
  watched.observe(app, { attributes: true, attributeFilter: ['data-test-connection-state'] })
}

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

// A reader's own notes on claims are kept in this browser alone. They are never put into what the server hears, and
// only ever shown as text.
const NOTES = 'briefing-notes', TRIED = 'briefing-tried' // the second is no shelf, whatever a dossier is called
// Where several dossiers are served each has notes of its own: their claims may share an id.
const shelf = (dossier) => (dossier ? `${NOTES}-${dossier}` : NOTES)
function noted(dossier) {
  try {
    const all = Object.entries(JSON.parse(localStorage.getItem(shelf(dossier))))
    return Object.fromEntries(all.filter(([, each]) => typeof each?.text === 'string'))
  } catch { return {} }
}
function note(dossier, id, label, text) {
  const all = noted(dossier)
  if (text.trim()) all[id] = { label, text, written: new Date().toISOString().slice(0, 10) }
  else delete all[id]
  try { localStorage.setItem(shelf(dossier), JSON.stringify(all)); return true } catch { return false }
}
function keeps() {
  try { localStorage.setItem(TRIED, ''); localStorage.removeItem(TRIED); return true } catch { return false }
}
function notes(board) {
  for (const field of board.querySelectorAll('textarea[data-note]')) {
    if (field.shown) continue
    field.shown = true
    const { note: id, label, dossier } = field.dataset
    field.kept = field.value
    fill(field)
    const lost = field.closest('.own-note').querySelector('[data-lost]')
    field.oninput = () => {
      lost.hidden = note(dossier, id, label, field.value)
      if (lost.hidden) field.kept = field.value
      renew()
    }
  }
  const view = board.querySelector('[data-notes]')
  if (view) listed(view)
}
// Whoever types goes on from the text that is kept: every open field shows it, whichever tab it was written in, but for
// one with a text of its own that could not be kept.
function fill(field) {
  const { note: id, dossier } = field.dataset
  const kept = noted(dossier)[id]?.text ?? '', { value, selectionStart, selectionEnd } = field
  if (value !== field.kept || value === kept || !(value.trim() || kept)) return // a blank one is none
  field.value = field.kept = kept
  if (selectionEnd < value.length) field.setSelectionRange(selectionStart, selectionEnd) // else the caret stays at the end
}
function renew() {
  document.querySelectorAll('textarea[data-note]').forEach(fill)
  document.querySelectorAll('[data-notes]').forEach(listed)
}
window.addEventListener('storage', ({ key }) => { if (key === null || key.startsWith(NOTES)) renew() })
document.addEventListener('visibilitychange', renew) // a tab that slept has not been told
function listed(view) {
  const dossier = view.dataset.dossier, rows = Object.entries(noted(dossier))
  const kept = keeps()
  view.querySelector('[data-lost]').hidden = kept
  view.querySelector('.none').hidden = rows.length > 0 || !kept
  view.querySelector('[data-take]').hidden = rows.length === 0
  view.querySelector('ol').replaceChildren(...rows.map(([id, each]) => {
    const row = document.createElement('li'), link = document.createElement('a')
    const text = document.createElement('p'), away = document.createElement('button')
    link.textContent = each.label || id
    link.href = view.dataset.to.replace('focus=ANY', () => `${new URLSearchParams({ focus: id })}`) // no value can hold its sign
    link.dataset.focus = id
    text.textContent = each.text
    text.className = 'own-text'
    away.textContent = 'Delete'
    away.type = 'button'
    away.setAttribute('aria-label', `Delete the note on ${each.label || id}`)
    away.onclick = () => { note(dossier, id, '', ''); renew() }
    row.append(link, ` (${each.written ?? 'no day'})`, text, away)
    return row
  }))
  view.querySelector('[data-take]').onclick = () => {
    const lines = Object.entries(noted(dossier)).map(([id, each]) => `${each.label || id} [${id}], ${each.written ?? 'no day'}\n${each.text}\n`)
    const file = new Blob([`${view.dataset.head}\n\n${lines.join('\n')}`], { type: 'text/plain;charset=utf-8' })
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: 'own-notes.txt' })
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }
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
  on('pointerover', '.term, .explained', show)
  on('pointerout', '.term, .explained', (word) => word === document.activeElement || setTimeout(() => shown.matches(':hover') || hide(), 200))
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
  const onWay = board.contains(document.activeElement) && document.activeElement.closest('.moments, .against-head')
  return () => {
    for (const each of all('details')) each.open ||= opened.includes(each.querySelector('summary').textContent)
    for (const each of all('[data-fold]')) {
      const before = folds.get(each.dataset.fold)
      if (before && before !== each.getAttribute('aria-expanded')) each.click()
    }
    all('[tabindex="0"]').forEach((each, place) => each.scrollTo(...(places[place] || [0, 0])))
    const again = reached && all('[data-focus]').find((each) => named(each) === reached)
    // Who went to two days, or back to one, stands at their heading, or at the way to them.
    const to = again || (onWay && board.querySelector('.against-head, .moments a'))
    if (to) to.focus({ preventScroll: true })
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
