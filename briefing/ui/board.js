// A board: shows prepared HTML; its links act at once, folds open and close, arrow keys walk the cells of a matrix.
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const board = parentElement.querySelector('.board')
  if (board.shown !== data.html) {
    board.innerHTML = data.html
    board.shown = data.html
  }
  // Only news is told: every value that is set has the whole page run anew.
  const narrow = window.innerWidth < data.measure
  if (data.measure && narrow !== data.narrow) setStateValue('narrow', narrow)
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
    if (link.dataset.focus !== undefined) setTriggerValue('focus', link.dataset.focus)
    else setTriggerValue('page', link.getAttribute('href'))
  }
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
}
