// The words of a step and the ways through the story: links, a list, keys, a swipe, and the whole screen.
const LARGE = 'telling-large'
const PATIENCE = 8000 // ms after which a step that was asked for is taken for lost
const NONE = { asked: undefined, wanted: undefined }
const root = document.documentElement
// What has keys of its own keeps them: fields, lists, the cells of a matrix, the map.
const TYPED = 'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="combobox"]'
const BUSY = `${TYPED}, [role="slider"], table.matrix, .slippy, .stDataFrame`


// On a projector nobody scrolls: the view is as large as the height that is left for it allows, and no larger.
const LARGEST = 1.7, LEAST = 0.6, STEP = 0.05, WIDE = 1280, MARGIN = 0.028
// Where much has to be said of a step, its text is set smaller, but never smaller than what is said of it; where that
// does not suffice, the last of those who are introduced are left out, none of them by half.
const TOLD = [1, 0.95, 0.9, 0.85], UNDER = 18 // pixels that Streamlit leaves under the words
function fitWords() {
  const step = document.querySelector('.st-key-story .board.story')
  if (!step) return
  const persons = [...step.querySelectorAll('.person')]
  for (const each of persons) each.hidden = false
  const fits = () => step.getBoundingClientRect().bottom + document.querySelector('[data-testid="stMain"]').scrollTop <= window.innerHeight - UNDER
  for (const told of TOLD) {
    step.style.setProperty('--told', told)
    if (fits()) return
  }
  while (persons.length && !fits()) persons.pop().hidden = true
}
function fit() {
  if (root.classList.contains(LARGE)) fitWords()
  const view = document.querySelector('.st-key-story .stColumn:last-child > *')
  if (!view) return
  view.style.zoom = 1
  view.style.setProperty('--larger', 1)
  if (!root.classList.contains(LARGE)) return
  const { innerWidth: wide, innerHeight: high } = window
  for (let zoom = LARGEST * Math.max(1, wide / WIDE); zoom >= LEAST; zoom -= STEP) {
    view.style.zoom = zoom.toFixed(2)
    view.style.setProperty('--larger', zoom.toFixed(2)) // by which words are set so that they stay large
    const low = Math.max(0, ...[...view.querySelectorAll('.stElementContainer')].map((each) => each.getBoundingClientRect().bottom))
    if (low + document.querySelector('[data-testid="stMain"]').scrollTop <= high - MARGIN * wide && view.scrollWidth <= view.clientWidth + 1) return
  }
}
const watch = new ResizeObserver(() => root.classList.contains(LARGE) && fit())
window.addEventListener('resize', () => root.classList.contains(LARGE) && fit())
function follow() {
  watch.disconnect()
  for (const each of document.querySelectorAll('.st-key-story, .st-key-story .stColumn:last-child > *')) watch.observe(each)
  if (root.classList.contains(LARGE)) fit()
}

// The words of a step are there before its view: until that comes, the view of the step before must not stand beside them.
const come = new MutationObserver((changes) => {
  for (const { target } of changes) if (target.dataset.stale !== 'true') delete target.dataset.past
})
function overtake() {
  come.disconnect()
  for (const each of document.querySelectorAll('.st-key-story .stColumn:last-child .stElementContainer[data-stale="true"]')) {
    each.dataset.past = ''
    come.observe(each, { attributeFilter: ['data-stale'] })
  }
}

// A browser is a while on its way out of full screen, and in. Who asks for the other meanwhile gets it then, and late news
// of the way out is not taken for somebody's wish to leave.
let leaving = false, entering = false
async function enter() {
  if (leaving || entering || document.fullscreenElement) return
  entering = true
  await root.requestFullscreen?.().catch(() => {})
  entering = false
  if (!root.classList.contains(LARGE)) leave()
}
async function leave() {
  if (leaving || !document.fullscreenElement) return
  leaving = true
  await document.exitFullscreen().catch(() => {})
  leaving = false
  if (root.classList.contains(LARGE)) enter()
}

export default function ({ data, parentElement, setTriggerValue }) {
  const board = parentElement.querySelector('.board')
  const isNew = board.step !== undefined && board.step !== data.step
  if (board.shown !== data.html) {
    const reached = board.contains(document.activeElement)
    const heard = board.querySelector('details[open].for-speaker') !== null
    board.innerHTML = data.html
    board.shown = data.html
    if (heard) board.querySelector('.for-speaker')?.setAttribute('open', '')
    if (reached) board.querySelector('h2')?.focus({ preventScroll: true }) // what was pressed is gone with its step
  }
  board.step = data.step
  const place = data.steps.indexOf(data.step)
  // Whoever presses again before a step is there means the one after that. One step is asked for at a time, since a
  // second request stops the run that answers the first; when it is there, the last that was wanted is asked for.
  const ask = (wanted) => {
    const { testConnectionState: heard = 'CONNECTED' } = document.querySelector('.stApp').dataset
    if (heard !== 'CONNECTED') return // by nobody: it would count as asked, and the next press for nothing
    Object.assign(board, { asked: wanted, wanted, askedAt: Date.now() })
    setTriggerValue('step', data.steps[wanted])
  }
  const waits = () => board.asked !== undefined && Date.now() - board.askedAt < PATIENCE
  const here = () => (waits() ? board.wanted : place)
  const go = (to) => {
    const wanted = Math.max(0, Math.min(to, data.steps.length - 1))
    if (wanted === here()) return
    if (waits()) board.wanted = wanted
    else ask(wanted)
  }
  if (isNew) {
    const { asked, wanted } = board
    Object.assign(board, NONE)
    if (asked === place && wanted !== place) ask(wanted)
  }
  const main = board.closest('[data-testid="stMain"]')
  if (isNew) {
    main?.scrollTo(0, 0)
    overtake()
  }
  const large = (on) => {
    root.classList.toggle(LARGE, on)
    if (on) enter()
    else leave()
    said()
    fit()
    window.dispatchEvent(new Event('resize'))
  }
  const said = () => {
    const button = board.querySelector('[data-large]')
    if (button) button.textContent = root.classList.contains(LARGE) ? 'Leave full screen' : 'Full screen'
  }
  said()
  follow()
  board.onclick = (event) => {
    if (event.target.closest('[data-large]')) return large(!root.classList.contains(LARGE))
    const link = event.target.closest('a[data-step], a[data-made]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    const step = Number(link.dataset.step)
    if (!step) setTriggerValue('made', true)
    else if (link.matches('.go')) go(here() + (step > data.step ? 1 : -1))
    else go(data.steps.indexOf(step))
  }
  board.leave?.()
  const walk = (event) => {
    const at = here()
    const to = { ArrowRight: at + 1, PageDown: at + 1, ArrowLeft: at - 1, PageUp: at - 1, Home: 0, End: data.steps.length }[event.key]
    if (to === undefined) return false
    event.preventDefault()
    go(to)
    return true
  }
  // Before a room one click on a picture must not take the keys from the speaker: they step wherever the focus is, before
  // the picture hears of them, but for a field that somebody types in.
  const first = (event) => {
    if (!root.classList.contains(LARGE) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (!event.target.closest?.(TYPED) && walk(event)) event.stopPropagation()
  }
  const keys = (event) => {
    // No letter: somebody who speaks to the browser would press one by saying a word.
    if (event.key === 'Enter' && event.altKey) { event.preventDefault(); return large(!root.classList.contains(LARGE)) }
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return
    if (event.key === 'Escape') {
      const list = board.querySelector('details.steps[open]')
      if (list) list.open = false
      else if (root.classList.contains(LARGE)) large(false)
      return
    }
    if (!event.target.closest?.(BUSY)) walk(event)
  }
  const fullscreen = () => { if (!document.fullscreenElement && !leaving && !entering && root.classList.contains(LARGE)) large(false) }
  let from = null
  const down = (event) => {
    const one = event.touches.length === 1 && !event.target.closest?.('.slippy, .stPlotlyChart, .matrix-box, .stDataFrame')
    from = one ? [event.touches[0].clientX, event.touches[0].clientY] : null
  }
  const up = (event) => {
    if (!from) return
    const [across, along] = [event.changedTouches[0].clientX - from[0], event.changedTouches[0].clientY - from[1]]
    from = null
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(along)) go(here() + (across < 0 ? 1 : -1))
  }
  window.addEventListener('keydown', first, true)
  window.addEventListener('keydown', keys)
  document.addEventListener('fullscreenchange', fullscreen)
  main?.addEventListener('touchstart', down, { passive: true })
  main?.addEventListener('touchend', up, { passive: true })
  board.leave = () => {
    window.removeEventListener('keydown', first, true)
    window.removeEventListener('keydown', keys)
    document.removeEventListener('fullscreenchange', fullscreen)
    main?.removeEventListener('touchstart', down)
    main?.removeEventListener('touchend', up)
  }
  return () => {
    board.leave()
    // What is told anew by another run stays as large as it is; whoever leaves the story leaves the full screen.
    setTimeout(() => { if (!document.querySelector('.board.story')) large(false) }, 500)
  }
}
