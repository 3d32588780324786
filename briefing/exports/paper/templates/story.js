'use strict'
const steps = [...document.querySelectorAll('section.scene')]
const list = document.querySelector('details.steps')
const large = document.querySelector('[data-large]')
let here = 0
document.documentElement.classList.add('plays')
document.querySelector('.about').open = innerWidth > 760 // on a phone it would take half of the screen
function show(to) {
  here = Math.max(0, Math.min(to, steps.length - 1))
  steps.forEach((each, place) => { each.hidden = place !== here })
  document.querySelector('summary span').textContent = `Step ${here + 1} of ${steps.length}`
  document.querySelector('[data-go="-1"]').disabled = here === 0
  document.querySelector('[data-go="1"]').disabled = here === steps.length - 1
  list.open = false
  history.replaceState(null, '', `#step=${here + 1}`)
  window.scrollTo(0, 0)
  fit()
}
// Where much has to be said of a step, its text is set smaller, but never smaller than what is said of it; where that
// does not suffice, the last of those who are introduced are left out, none of them by half.
function fitWords() {
  const words = steps[here].firstElementChild, persons = [...words.querySelectorAll('.person')]
  for (const each of persons) each.hidden = false
  words.style.setProperty('--told', 1)
  if (!document.documentElement.classList.contains('large') || innerWidth <= 760) return
  const fits = () => words.getBoundingClientRect().bottom + scrollY <= innerHeight - 12
  for (const told of [1, 0.95, 0.9, 0.85]) {
    words.style.setProperty('--told', told)
    if (fits()) return
  }
  while (persons.length && !fits()) persons.pop().hidden = true
}
// On a projector nobody scrolls: the view is as large as the height that is left for it allows, and no larger. Where the
// least does not suffice, signs at the numbers of a table say what words under them said.
function fit() {
  fitWords()
  const view = steps[here].lastElementChild
  const [wide, larger] = [document.documentElement.classList.contains('large'), Math.max(1, innerWidth / 1280)]
  for (const crowd of [false, true]) {
    view.classList.toggle('crowd', crowd)
    view.style.zoom = 1
    view.style.setProperty('--larger', 1)
    if (!wide || innerWidth <= 760) return // there it stands under the words
    for (let zoom = 1.5 * larger; zoom >= 0.6; zoom -= 0.05) {
      view.style.zoom = zoom.toFixed(2)
      view.style.setProperty('--larger', zoom.toFixed(2)) // by which words are set so that they stay large
      if (view.getBoundingClientRect().bottom + scrollY <= innerHeight - 12 && view.scrollWidth <= view.clientWidth + 1) return
    }
  }
}
window.addEventListener('resize', fit)
function asked() {
  return Number(/step=(\d+)/.exec(location.hash)?.[1] ?? 1) - 1
}
document.addEventListener('click', (event) => {
  const go = event.target.closest('[data-go]')
  const step = event.target.closest('[data-step]')
  if (go) show(here + Number(go.dataset.go))
  if (step) { event.preventDefault(); show(Number(step.dataset.step) - 1) }
  if (event.target.closest('[data-large]')) whole(!document.documentElement.classList.contains('large'))
})
function whole(on) {
  document.documentElement.classList.toggle('large', on)
  fit()
  large.textContent = on ? 'Leave full screen' : 'Full screen'
  if (on) enter()
  else leave()
}
// A browser is a while on its way out of full screen. Who asks for it again meanwhile gets it then, and the news of the
// way out is not taken for somebody's wish to leave.
let leaving = false
function enter() {
  if (!leaving && !document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => {})
}
async function leave() {
  if (leaving || !document.fullscreenElement) return
  leaving = true
  await document.exitFullscreen().catch(() => {})
  leaving = false
  if (document.documentElement.classList.contains('large')) enter()
}
document.addEventListener('fullscreenchange', () => { if (!document.fullscreenElement && !leaving) whole(false) })
document.addEventListener('keydown', (event) => {
  // No letter: somebody who speaks to the browser would press one by saying a word.
  if (event.key === 'Enter' && event.altKey) { event.preventDefault(); whole(!document.documentElement.classList.contains('large')); return }
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  if (event.key === 'Escape') { if (list.open) list.open = false; else whole(false); return }
  const to = { ArrowRight: here + 1, PageDown: here + 1, ArrowLeft: here - 1, PageUp: here - 1, Home: 0, End: steps.length }[event.key]
  if (to === undefined) return
  event.preventDefault()
  show(to)
})
let from = null
document.addEventListener('touchstart', (event) => {
  const own = event.target.closest('.wide') // what is moved sideways by itself keeps its swipes
  from = event.touches.length === 1 && !(own && own.scrollWidth > own.clientWidth) ? event.touches[0] : null
}, { passive: true })
document.addEventListener('touchend', (event) => {
  if (!from) return
  const across = event.changedTouches[0].clientX - from.clientX, along = event.changedTouches[0].clientY - from.clientY
  if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(along)) show(here + (across < 0 ? 1 : -1))
  from = null
}, { passive: true })
window.addEventListener('hashchange', () => show(asked()))
show(asked())
