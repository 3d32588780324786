// A map that pans and zooms: what lies on the ground grows with it, what is written on it keeps its size and finds room.
const HEIGHT = 22, CLOSEST = 12, FARTHEST = 1, NO_NEARER = 9, PROVINCES_FROM = 5.2, TOWNS_FROM = 6, COARSE = 1.2, LINES = 5
const XML = 'http://www.w3.org/2000/svg'
const GROUND = { countries: 0, lakes: 0, rivers: 0, divisions: 0, borders: 0, disputed: 0 }
const ASIDE = [[0, 18], [0, -18]]
for (const reach of [30, 42, 66, 90, 114, 138]) {
  const half = reach / 2
  ASIDE.push([0, reach], [0, -reach], [reach, half], [-reach, half], [reach, -half], [-reach, -half], [reach, 0], [-reach, 0])
}
const BESIDE = 46 // pixels from where an area belongs within which its tag is led to it even past another tag
const LONGEST = 230 // pixels of a name beside its tag
const ONE_LINE = 22, LINE = 1.08 // letters of a name before a room in one line, and the height of a line as a share of its size
const MORE = / and (\d+) more$/ // how a name says that it stands for others too
const EDGE = 5, FARTHER = 1.5 // pixels between a tag and the edge, and zooms that a map is opened farther away at most
const WAITING = 'Fetching recorded violence of what is in sight. No cell is not no violence.', PATIENT = 300 // ms without a word
const WAY = [0.15, 0.3, 0.45, 0.6, 0.75] // shares of it, from where a tag belongs to where it stands
const layers = {} // of the base map, by name: each is fetched once for all maps of a page

const numbers = (text) => text.split(' ').map(Number)
const clamp = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high))
const lon2x = (lon) => ((lon + 180) / 360) * 512
const lat2y = (lat) => (1 - Math.asinh(Math.tan((clamp(lat, -85.05, 85.05) * Math.PI) / 180)) / Math.PI) * 256
const y2lat = (y) => Math.atan(Math.sinh(Math.PI * (1 - y / 256)))
const degrees = (y) => (y2lat(clamp(y, 0, 512)) * 180) / Math.PI
const wide = (() => {
  const pen = document.createElement('canvas').getContext('2d')
  return (text, size, weight = 600) => {
    pen.font = `${weight} ${size}px "Source Sans", "Source Sans 3", sans-serif`
    return pen.measureText(text).width
  }
})()

export default function ({ data, parentElement, setTriggerValue }) {
  const board = parentElement.querySelector('.board')
  const tell = (name, value) => setTriggerValue(name, value)
  if (data.html && board.shown !== data.html) {
    const before = board.map
    const reached = board.contains(document.activeElement) && document.activeElement.getAttribute('aria-label')
    before?.end()
    board.innerHTML = data.html
    board.shown = data.html
    board.map = new SlippyMap(board, before, data.held)
    if (reached) [...board.querySelectorAll('[aria-label]')].find((each) => each.getAttribute('aria-label') === reached)?.focus({ preventScroll: true })
  }
  if (!board.map) return
  board.map.tell = tell
  say(board, data.yields && !board.hidden ? DRAWING : '')
  if (data.yields) giveWay(board)
  else if (board.yielding) stay(board)
  if (data.takes && !board.asked) whenDrawnByCard(board)
  board.querySelector('[data-steer="free"]')?.remove()
  if (data.free) {
    const ask = document.createElement('button')
    Object.assign(ask, { type: 'button', textContent: data.free, title: 'A map that is drawn by the graphics card' })
    ask.dataset.steer = 'free'
    board.querySelector('.steer').append(ask)
  }
}

// While the free map is drawn, which may take seconds, words stand where its button was: outside the map, which is inert.
const DRAWING = 'Drawing the free map …'
function say(board, words) {
  const said = board.querySelector('.drawing') ?? board.appendChild(document.createElement('p'))
  Object.assign(said, { className: 'drawing', hidden: !words })
  said.setAttribute('role', 'status')
  if (said.textContent !== words) said.textContent = words
  if (words) board.querySelector('[data-steer="free"]')?.remove()
}

// A free map is drawn by a graphics card, or by the processor, which takes seconds: then it waits to be asked for. A
// browser that does not say which is taken for the second.
const BY_PROCESSOR = /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render|^$/i
let renderer = null
function drawnBy() {
  if (renderer !== null) return renderer
  const gl = document.createElement('canvas').getContext('webgl2')
  const told = gl?.getExtension('WEBGL_debug_renderer_info')
  renderer = String((gl && gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER)) ?? '')
  gl?.getExtension('WEBGL_lose_context')?.loseContext()
  return renderer
}

// The card takes over while nothing else is to be done, and never under a hand or an open list.
function whenDrawnByCard(board) {
  board.asked = true
  const soon = window.requestIdleCallback ?? ((then) => setTimeout(then, 200))
  soon(() => {
    if (!board.isConnected || BY_PROCESSOR.test(drawnBy())) return
    if (!window.matchMedia('(pointer: fine)').matches) return // a finger that scrolls past would move the map
    const busy = board.querySelector('.events-here:not([hidden]), .tip:not([hidden])') || board.contains(document.activeElement)
    if (busy) board.asked = false // the next run of the page asks again
    else board.map.ask()
  })
}

// The plain map lies over the free one, out of reach, until that one has drawn and come to rest: both show one frame.
const REST = 300, MOST = 20000
function giveWay(board) {
  if (board.yielding) return
  board.yielding = true
  // The wheel scrolls the page, and the map with Ctrl, as it does on the plain one.
  board.closest('.st-key-map-stage')?.addEventListener('wheel', scrolls, { capture: true, passive: true })
  board.map.figure.inert = true
  const begun = performance.now()
  let last = 0
  const drawing = window.WebGL2RenderingContext?.prototype ?? {}
  const kinds = ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'].filter((kind) => drawing[kind])
  const plain = kinds.map((kind) => drawing[kind])
  kinds.forEach((kind, place) => { drawing[kind] = function (...given) { last = performance.now(); return plain[place].apply(this, given) } })
  const look = () => {
    const now = performance.now(), left = !board.isConnected || !board.yielding
    const drawn = last && now - last > REST && document.querySelector('.st-key-map-stage .stDeckGlJsonChart canvas')
    if (!left && !drawn && now - begun < MOST) return setTimeout(look, 50)
    kinds.forEach((kind, place) => { drawing[kind] = plain[place] })
    if (left) return
    say(board, '')
    board.hidden = true
  }
  look()
}

function scrolls(event) {
  if (!event.ctrlKey && !event.metaKey && event.target.closest('.stDeckGlJsonChart')) event.stopPropagation()
}

function stay(board) {
  board.yielding = board.hidden = false
  board.map.figure.inert = false
  board.map.place()
}

class SlippyMap {
  constructor(board, before, held) {
    this.board = board
    this.figure = board.querySelector('figure')
    this.svg = this.figure.querySelector('svg')
    this.lands = JSON.parse(this.figure.querySelector('script').textContent)
    this.tags = [...this.svg.querySelectorAll('a.tag')]
    this.longest = Math.max(0, ...this.tags.map((tag) => Number(tag.dataset.wide)))
    this.legs = [...this.svg.querySelectorAll('a.leg')]
    this.svg.setAttribute('height', (this.high = Number(this.figure.dataset.high)))
    // The reader's own view outlives a filter, and what he has not moved is fitted to what is shown now; a frame that
    // the server holds anew, as after the free map, goes first.
    this.held = held
    const kept = before && before.held === held ? before : null
    const { frame, fits } = this.svg.dataset
    this.moved = kept ? kept.moved : Boolean(before) && frame !== fits
    this.view = this.moved && kept ? kept.view : view(this.moved ? frame : fits)
    this.sought = kept && kept.sought
    this.ground = { view: view(this.svg.dataset.frame), size: numbers(this.svg.dataset.size) }
    this.watch = new ResizeObserver(() => {
      this.place()
      if (!this.covered) this.settle()
    })
    this.watch.observe(this.figure)
    this.listen()
    this.place()
    if (before?.answered) this.answer(this.tags.find((tag) => tag.dataset.events === before.answered && tag.style.display !== 'none'))
    this.lay()
  }

  // The ground comes by itself, before the map or just after it, and another where a page turns dark or is laid anew.
  lay() {
    const find = () => document.querySelector('.st-key-ground svg'), land = find()
    this.wait?.disconnect()
    this.wait = new MutationObserver(() => find() && find() !== land && this.layAnew())
    this.wait.observe(land?.closest('.st-key-ground') ?? document.body, { subtree: true, childList: true })
    if (!land) return
    this.svg.querySelector('.ground').replaceChildren(...[...land.children].map((path) => path.cloneNode()))
    if (land.dataset.frame !== this.svg.dataset.frame || this.view.zoom !== this.ground.view.zoom || !this.covered) this.rest()
    else this.record()
  }

  layAnew() {
    this.ground = { view: view(this.svg.dataset.frame), size: numbers(this.svg.dataset.size) }
    this.place()
    this.lay()
  }

  end() {
    this.watch.disconnect()
    this.wait?.disconnect()
    clearTimeout(this.resting)
  }

  // A projector shows the map larger: where the hand is has to be told in pixels of the map.
  get larger() {
    return this.figure.currentCSSZoom ?? 1
  }

  // Whether the ground that is drawn reaches every edge: a frame made for a narrow window may open in a wide one.
  get covered() {
    const { view: was, size } = this.ground, [x, y] = this.at(was.x, was.y)
    const [across, down] = size.map((each) => (each / 2) * 2 ** (this.view.zoom - was.zoom))
    return x <= across && this.width - x <= across && y <= down && this.high - y <= down
  }

  // Words of so many pixels; before a room none is smaller on the screen than 20 pixels of 1280.
  size(pixels) {
    const large = document.documentElement.classList.contains('telling-large')
    return large ? Math.max(pixels, (0.016 * window.innerWidth) / this.larger) : pixels
  }

  at(x, y) {
    const k = 2 ** this.view.zoom
    return [(x - this.view.x) * k + this.width / 2, (y - this.view.y) * k + this.high / 2]
  }

  // Whether a tag is of this zoom and its place in the frame.
  shows(tag) {
    const [near, far] = numbers(tag.dataset.span), [x, y] = this.at(...numbers(tag.dataset.at))
    return this.view.zoom >= near && this.view.zoom < far && x >= 0 && x <= this.width && y >= 0 && y <= this.high
  }

  // What was opened from the map stays on it where a card comes to stand beside, until the reader moves on.
  seek(id) {
    const holds = (tag) => tag.dataset.focus === id || tag.dataset.events.split(' ').includes(id)
    const tag = this.tags.find((each) => holds(each) && this.shows(each))
    this.sought = tag ? { spot: numbers(tag.dataset.at), wide: Number(tag.dataset.wide) } : null
  }

  keep() {
    if (!this.sought) return
    const { spot: [x, y], wide: long } = this.sought, [left, top] = this.at(x, y), k = 2 ** this.view.zoom
    const aside = Math.min(long / 2 + EDGE, this.width / 2), down = HEIGHT / 2 + EDGE
    const right = clamp(left, aside, this.width - aside) - left, lower = clamp(top, down, this.high - down) - top
    this.view = { ...this.view, x: this.view.x - right / k, y: this.view.y - lower / k }
  }

  // Beside a step of the story the map is narrower than the frame was made for, and before a room its tags are larger:
  // until a reader moves it, it opens as far away as it takes to have every tag of its frame whole.
  open() {
    if (this.moved || !this.board.closest('.st-key-story, .st-key-story-under')) return
    const grown = this.size(12) / 12, framed = view(this.svg.dataset.fits), size = numbers(this.svg.dataset.size)
    this.view = framed
    const own = this.tags.filter((tag) => {
      const [x, y] = numbers(tag.dataset.at), k = 2 ** framed.zoom
      return Math.abs(x - framed.x) * k <= size[0] / 2 && Math.abs(y - framed.y) * k <= size[1] / 2
    })
    const whole = (tag) => {
      const [x, y] = this.at(...numbers(tag.dataset.at)), [near, far] = numbers(tag.dataset.span)
      if (this.view.zoom < near || this.view.zoom >= far) return true
      const aside = (Number(tag.dataset.wide) * grown) / 2 + EDGE, high = (HEIGHT * grown) / 2 + EDGE
      return x >= aside && x <= this.width - aside && y >= high && y <= this.high - high
    }
    for (let back = 0; back <= FARTHER && !own.every(whole); back += 0.05) this.view = { ...framed, zoom: framed.zoom - back }
    if (this.view.zoom === this.opened) return
    this.opened = this.view.zoom
    clearTimeout(this.resting)
    if (this.view.zoom !== framed.zoom) this.settle()
  }

  // Everything where it belongs in the view; cheap enough for every step of a gesture.
  place() {
    this.width = this.figure.clientWidth || 600
    this.svg.setAttribute('width', this.width)
    this.svg.setAttribute('viewBox', `0 0 ${this.width} ${this.high}`)
    this.open()
    this.keep()
    const { view: was, size } = this.ground
    const scale = 2 ** (this.view.zoom - was.zoom)
    const [x, y] = this.at(was.x, was.y)
    const moved = `translate(${x - (size[0] / 2) * scale} ${y - (size[1] / 2) * scale}) scale(${scale})`
    this.svg.querySelector('.ground').setAttribute('transform', moved)
    for (const path of this.svg.querySelectorAll('.areas path')) path.setAttribute('transform', moved)
    for (const part of this.svg.querySelectorAll('.recorded, .edges')) part.setAttribute('transform', `translate(${this.at(0, 0)}) scale(${2 ** this.view.zoom})`)
    const k = 2 ** this.view.zoom
    for (const circle of this.svg.querySelectorAll('circle[data-at]')) {
      const [cx, cy] = this.at(...numbers(circle.dataset.at))
      const r = Number(circle.dataset.radius) * k
      circle.style.display = r < 4 ? 'none' : ''
      for (const [name, value] of Object.entries({ cx, cy, r })) circle.setAttribute(name, value.toFixed(1))
    }
    this.write()
  }

  write() {
    const size = this.size(13), grown = this.size(12) / 12
    const room = new Room(this.width, this.high, grown)
    room.take(74, this.high - 20, 140, 30) // the scale bar
    if (grown === 1) { // the buttons, which a full screen has not
      room.take(this.width - 24, 66, 52, 132)
      room.take(this.width - 44, 126, 92, 38)
    }
    const leaders = [], names = [], spots = []
    for (const path of this.svg.querySelectorAll('path.way')) path.setAttribute('d', this.curve(path))
    for (const tag of this.tags) {
      const [x, y] = this.at(...numbers(tag.dataset.at)), there = this.shows(tag)
      tag.style.display = there ? '' : 'none'
      if (there) spots.push({ tag, x, y, wide: Number(tag.dataset.wide) * grown, area: tag.classList.contains('area') })
    }
    const key = (spot) => spot.tag.classList.contains('key')
    const stand = (spot) => {
      const [across, down] = room.stand(spot.x, spot.y, spot.wide, spot.area)
      if (across || down) leaders.push([spot.x, spot.y, spot.x + across, spot.y + down])
      Object.assign(spot, { left: spot.x + across, top: spot.y + down })
      spot.tag.setAttribute('transform', `translate(${spot.left.toFixed(1)} ${spot.top.toFixed(1)}) scale(${grown.toFixed(3)})`)
    }
    const high = HEIGHT * grown
    const call = (spot) => {
      // The whole name where it finds room, then without those others that its mark stands for, cut where it does not.
      const lengths = this.width < 500 && grown === 1 ? [110] : grown > 1 ? [LONGEST, 205, 180, 150] : [LONGEST]
      const name = spot.tag.dataset.name
      const fewer = [name.replace(MORE, ' +$1'), name.replace(MORE, '')].filter((each) => wide(each, size) <= LONGEST).map((each) => [each])
      const one = wide(name, size) <= LONGEST ? [[name]] : []
      const whole = grown > 1 ? [...(name.length > ONE_LINE ? [halved(name)] : []), [name], [name.replace(MORE, ' +$1')]] : [...one, ...fewer]
      const names = [...whole, ...lengths.map((most) => [short(name, most)])]
      names.some((each, place) => write(spot, each, place === names.length - 1))
    }
    const write = (spot, lines, isLast) => {
      const look = spot.tag.classList.contains('vague') ? 'vague' : ''
      const half = Math.max(...lines.map((each) => wide(each, size, key(spot) ? 700 : 600))) / 2 + 1, aside = spot.wide / 2 + 4, tall = size * (lines.length * LINE - LINE + 1)
      const over = high - 1 + (tall - size) / 2
      const offers = [[aside + half, 0], [-aside - half, 0], [0, -over], [0, over]]
      if (key(spot) || grown > 1) offers.push([half, -over], [-half, -over], [half, over], [-half, over])
      const inside = (x) => clamp(x, half + 4, this.width - half - 4) // above or below its tag a name gives way to the edge
      const at = offers.map(([dx, dy]) => [dy ? inside(spot.left + dx) : spot.left + dx, spot.top + dy])
      const apart = ([x, y]) => spots.every((each) => !('left' in each) || Math.abs(x - each.left) >= half + each.wide / 2 || Math.abs(y - each.top) >= (tall + high) / 2)
      const free = at.find(([x, y]) => room.has(x, y, 2 * half, tall)) ?? (isLast && key(spot) && at.find((each) => each[0] > half + 3 && each[0] < this.width - half - 3 && apart(each)))
      if (!free) return false
      room.take(...free, 2 * half, tall)
      names.push(text(lines, ...free, size, `name ${look} ${key(spot) ? 'key' : ''}`))
      if (spot.tag.dataset.land) this.named.add(spot.tag.dataset.land)
      return true
    }
    this.named = new Set()
    const points = spots.filter((spot) => !spot.area), areas = spots.filter((spot) => spot.area)
    const first = spots.filter(key)
    points.forEach(stand)
    areas.filter(key).forEach(stand)
    first.forEach(call)
    areas.filter((spot) => !key(spot)).forEach(stand)
    spots.filter((spot) => !key(spot)).forEach(call)
    for (const leg of this.legs) names.push(this.leg(leg, room))
    this.svg.querySelector('.names').replaceChildren(...names.filter(Boolean))
    this.svg.querySelector('.leaders').replaceChildren(...leaders.map(([x, y, a, b]) => shape('path', { d: `M${x} ${y}L${a} ${b}` })))
    this.svg.querySelector('.dots').replaceChildren(...leaders.map(([cx, cy]) => shape('circle', { cx, cy, r: 3 })))
    this.svg.querySelector('.lands').replaceChildren(...this.townNames(room), ...this.landNames(room))
    this.bar()
  }

  curve(path) {
    const [x1, y1, cx, cy, x2, y2] = numbers(path.dataset.way)
    return `M${this.at(x1, y1)}Q${this.at(cx, cy)} ${this.at(x2, y2)}`
  }

  leg(leg, room) {
    const [x1, y1, cx, cy, x2, y2] = numbers(leg.dataset.way)
    const [x, y] = this.at((x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4)
    leg.setAttribute('transform', `translate(${x} ${y}) rotate(${(Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI})`)
    const { text: words, when } = leg.dataset
    for (const said of [`${words}, ${when}`, words, words.split(' ')[0]]) {
      const long = wide(said, this.size(12))
      for (const [dx, dy] of [[0, -16], [0, 16], [long / 2 + 12, 0], [-long / 2 - 12, 0]]) {
        if (!room.has(x + dx, y + dy, long, 12)) continue
        room.take(x + dx, y + dy, long, 12)
        return text(said, x + dx, y + dy, this.size(12), 'name way-name')
      }
    }
  }

  landNames(room) {
    const rows = [...this.lands.countries.map((row) => [...row, 'land']), ...(this.provinces || [])]
    const drawn = []
    for (const [name, x, y, from, kind] of rows) {
      if (this.view.zoom < from || this.named.has(name)) continue
      const [left, top] = this.at(x, y)
      const words = kind === 'land' ? name.toUpperCase() : name, size = this.size(kind === 'land' ? 10 : 11)
      const long = wide(words, size) * (kind === 'land' ? 1.08 : 1)
      if (!room.has(left, top, long, size)) continue
      room.take(left, top, long, size)
      drawn.push(text(words, left, top, size, kind))
    }
    return drawn
  }

  bar() {
    const pixel = (40075.017 * Math.cos(y2lat(this.view.y + (this.high / 2 - 12) / 2 ** this.view.zoom))) / (512 * 2 ** this.view.zoom)
    const power = 10 ** Math.floor(Math.log10(pixel * 120))
    const km = [5, 2, 1].map((step) => step * power).find((each) => each <= pixel * 120)
    const long = km / pixel, y = this.high - 12
    this.svg.querySelector('.scale').replaceChildren(
      shape('path', { d: `M14 ${y - 5}v5h${long}v-5` }), text(`${km.toLocaleString('en')} km`, 14 + long / 2, y - 11, this.size(12), 'name'))
  }

  go(to) {
    this.moved = true
    this.sought = null
    this.view = { x: clamp(to.x, 0, 512), y: clamp(to.y, 0, 512), zoom: clamp(to.zoom, this.farthest, CLOSEST) }
    this.hide()
    cancelAnimationFrame(this.waiting)
    this.waiting = requestAnimationFrame(() => this.place())
    this.settle()
  }

  // At rest after a while without a further step.
  settle() {
    clearTimeout(this.resting)
    this.resting = setTimeout(() => this.rest(), 160)
  }

  // Nearer by so many zooms; the point under the pointer stays where it is.
  zoom(by, left = this.width / 2, top = this.high / 2) {
    const zoom = clamp(this.view.zoom + by, this.farthest, CLOSEST)
    const before = 2 ** this.view.zoom, after = 2 ** zoom
    const dx = left - this.width / 2, dy = top - this.high / 2
    this.go({ x: this.view.x + dx / before - dx / after, y: this.view.y + dy / before - dy / after, zoom })
  }

  // Nearer by key or button: the mark that is nearest to the middle comes half the way there, so that it is not lost.
  nearer() {
    const zoom = clamp(this.view.zoom + 1, this.farthest, CLOSEST), k = 2 ** zoom
    if (zoom === this.view.zoom) return
    const marks = this.tags.filter((tag) => this.shows(tag)).map((tag) => numbers(tag.dataset.at))
    const off = ([x, y]) => this.at(x, y).map((each, axis) => each - [this.width, this.high][axis] / 2)
    const far = (mark) => Math.hypot(...off(mark))
    const near = marks.reduce((one, other) => (one && far(one) <= far(other) ? one : other), null)
    if (!near) return this.zoom(1)
    const [dx, dy] = off(near)
    this.go({ x: near[0] - dx / 2 / k, y: near[1] - dy / 2 / k, zoom })
  }

  pan(dx, dy) {
    const k = 2 ** this.view.zoom
    this.go({ x: this.view.x - dx / k, y: this.view.y - dy / k, zoom: this.view.zoom })
  }

  // The frame of all that is shown: every place with its tag, as it fits a window of this size.
  get whole() {
    const [left, top, right, bottom] = numbers(this.svg.dataset.whole)
    const across = this.width - 2 * Math.min(this.longest / 2 + EDGE, this.width / 4), down = this.high - 4 * HEIGHT
    const zoom = Math.log2(Math.min(across / Math.max(right - left, 1e-6), down / Math.max(bottom - top, 1e-6)))
    return { x: (left + right) / 2, y: (top + bottom) / 2, zoom: clamp(zoom, 0, NO_NEARER) }
  }

  // A phone is too narrow for all of it at the zoom that is far enough on a desk.
  get farthest() {
    return Math.min(FARTHEST, this.whole.zoom)
  }

  all() {
    const { whole } = this, close = (name) => Math.abs(this.view[name] - whole[name]) < 0.01
    if (close('x') && close('y') && close('zoom')) return this.back()
    this.go(whole)
  }

  // To what the map opens on; it is fitted again to what is shown as if it had never been moved.
  back() {
    this.go(view(this.svg.dataset.fits))
    this.moved = false
  }

  // Once a movement has come to rest: the ground as finely as the view asks for, and what is there only from near.
  async rest() {
    const seen = { ...this.view }, size = [this.width * 1.6, this.high * 1.6]
    const wanted = Object.keys(GROUND).filter((name) => seen.zoom >= GROUND[name] && name in this.lands.files)
    const used = [...wanted, ...new Set([...this.svg.querySelectorAll('.areas path')].map((path) => path.dataset.layer))]
    await Promise.all(used.map((name) => layer(this.lands.files[name], name)))
    if (seen.zoom >= TOWNS_FROM) await this.nameTowns()
    if (seen.zoom >= PROVINCES_FROM) await this.nameProvinces()
    if (seen.x !== this.view.x || seen.y !== this.view.y || seen.zoom !== this.view.zoom) return
    const draw = (rings, closed) => drawn(rings, seen, size, closed)
    for (const path of this.svg.querySelectorAll('.ground path')) {
      const name = path.dataset.layer
      path.setAttribute('d', wanted.includes(name) ? layers[name].rows.map((row) => draw(row.rings, row.closed)).join('') : '')
    }
    for (const path of this.svg.querySelectorAll('.areas path')) {
      const { layer: name, name: called, of } = path.dataset
      const row = layers[name].rows.find((each) => each.name === called && (each.of || '') === of)
      path.setAttribute('d', row ? draw(row.rings, true) : '')
    }
    this.ground = { view: seen, size }
    this.place()
    this.record()
  }

  // Cells of recorded violence for somewhat more than is in sight; asked for again only where the view has left that.
  async record() {
    const address = this.svg.dataset.recorded
    if (!address) return
    const k = 2 ** this.view.zoom, half = [(this.width * 0.8) / k, (this.high * 0.8) / k]
    const { x, y, zoom } = this.view
    const lon = (at) => (clamp(at, 0, 512) / 512) * 360 - 180
    const edges = [degrees(y + half[1]), lon(x - half[0]), degrees(y - half[1]), lon(x + half[0])]
    const asked = `${address}&zoom=${zoom.toFixed(2)}&window=${edges.map((each) => each.toFixed(2)).join(',')}`
    if (asked === this.recorded) return
    this.recorded = asked
    const soon = setTimeout(() => this.announce(WAITING), PATIENT)
    const [given, fault, status] = await answered(asked)
    clearTimeout(soon)
    if (asked !== this.recorded) return
    this.missing(fault)
    if (status === 410) return this.renew(address)
    if (fault) return (this.recorded = null) // the next move asks again
    const { areas, cells, label, within } = given
    Object.assign(this, { label, within })
    const ring = (corners) => `${corners.map((value, place) => (place % 2 ? value : `${place ? 'L' : 'M'}${value}`)).join(' ')}Z`
    const patch = ([id, grade, numbers, rings, title]) => {
      const own = title ? { class: `area grade-${grade}`, 'data-area': id, 'data-title': title } : { class: `grade-${grade}`, 'data-cell': id }
      return shape('path', { d: rings.map(ring).join(''), 'fill-rule': 'evenodd', 'data-numbers': numbers.join(' '), ...own })
    }
    const group = this.svg.querySelector('.recorded'), on = document.activeElement
    const held = group.contains(on) ? on.dataset.cell ?? on.dataset.area : null
    group.replaceChildren(...areas.map(patch), ...cells.map(patch))
    this.svg.querySelector('.edges').setAttribute('d', cells.map(([, , , rings]) => rings.map(ring).join('')).join(''))
    this.hold(this.patches().find((each) => (each.dataset.cell ?? each.dataset.area) === held) ?? this.middle(), held !== null)
  }

  // Why cells are not there, said in the frame until they come: no cell would else be read as no violence.
  missing(fault) {
    this.announce(fault && `Recorded violence of what is in sight could not be had: ${fault}. Move the map to ask again.`)
  }

  announce(words) {
    const said = this.figure.querySelector('.recorded-fault') ?? this.figure.appendChild(document.createElement('p'))
    Object.assign(said, { className: 'recorded-fault', role: 'status', hidden: !words })
    said.textContent = words
  }

  // Another layer has taken the place of the one that the page knows: cells and words come anew together. Once only,
  // since of several servers one may not have it yet.
  renew(address) {
    this.svg.querySelector('.recorded').replaceChildren()
    this.svg.querySelector('.edges').removeAttribute('d')
    if (this.renewed === address) return
    this.renewed = address
    this.tell('renew', address)
  }

  patches() {
    return [...this.svg.querySelectorAll('.recorded path')]
  }

  // The cell, or where there is none the area, that lies nearest to the middle of the view.
  middle() {
    const at = middleOf(this.svg), far = (each) => Math.hypot(middleOf(each)[0] - at[0], middleOf(each)[1] - at[1])
    const cells = this.patches().filter((each) => each.dataset.cell)
    return (cells.length ? cells : this.patches()).map((each) => [far(each), each]).sort((one, two) => one[0] - two[0])[0]?.[1]
  }

  // One patch is reached by Tab, since there may be a thousand; arrows go from it to the next one in their direction.
  hold(patch, reach = true) {
    if (!patch) return
    for (const each of this.svg.querySelectorAll('.recorded [tabindex]')) each.removeAttribute('tabindex')
    const said = `${recordedWords(patch.dataset, this.label, this.within).replaceAll('\n', '. ')}. Arrows go to other cells.`
    for (const [name, value] of Object.entries({ tabindex: 0, role: 'button', 'aria-label': said })) patch.setAttribute(name, value)
    if (reach) patch.focus({ preventScroll: true })
  }

  step(patch, right, down) {
    const [x, y] = middleOf(patch)
    const ways = this.patches().map((each) => [middleOf(each), each]).map(([[left, top], each]) => [left - x, top - y, each])
    const ahead = ways.filter(([across, along]) => across * right + along * down > Math.abs(across * down) + Math.abs(along * right) + 1)
    this.hold(ahead.sort((one, two) => Math.hypot(one[0], one[1]) - Math.hypot(two[0], two[1]))[0]?.[2])
  }

  // The events of a cell, listed beside it, as the data have them.
  async list(cell, reach = false) {
    this.hide()
    const address = this.svg.dataset.recorded.replace('/cells?', '/events?')
    const { area } = cell.dataset
    const [given, fault, status] = await answered(`${address}&${area ? `area=${encodeURIComponent(area)}` : `cell=${cell.dataset.cell}`}`)
    if (status === 410) this.renew(this.svg.dataset.recorded)
    if (!cell.isConnected) return
    if (fault) return this.listBeside(`The recorded events could not be had: ${fault}.`, [], cell, reach)
    const { total, head, events } = given
    const rows = events.map(({ id, days, sides, kind, deaths }) => {
      const [low, best, high] = (deaths ?? []).map((number) => number.toLocaleString('en'))
      const said = deaths ? `deaths: best ${best}, low ${low}, high ${high}` : 'deaths not stated'
      const row = document.createElement('li')
      row.textContent = `${days.join(' to ') || 'no day'} · ${sides.join(' and ')} · ${kind} · ${said} · id ${id}`
      return row
    })
    if (total > events.length) rows.push(Object.assign(document.createElement('li'), { textContent: `and ${(total - events.length).toLocaleString('en')} earlier ones` }))
    this.listBeside(head, rows, cell, reach)
  }

  listBeside(head, rows, cell, reach) {
    this.show(head, rows, cell)
    this.listed = cell
    if (reach) this.figure.querySelector('.events-here .close').focus({ preventScroll: true })
  }

  async nameProvinces() {
    if (this.provinces) return
    layers.labels ??= fetch(this.lands.files.labels).then((found) => found.json())
    const rows = (await layers.labels).filter((row) => row.kind === 'province' && this.lands.provinces_of.includes(row.country))
    this.provinces = rows.map((row) => [row.name, lon2x(row.lon), lat2y(row.lat), PROVINCES_FROM, 'province'])
  }

  async nameTowns() {
    if (this.towns) return
    layers.towns ??= fetch(this.lands.files.towns).then((found) => found.json())
    this.towns = (await layers.towns).map(([name, lon, lat, people]) => [name, lon2x(lon), lat2y(lat), townFrom(people)])
  }

  // Towns beside their points, the largest first; the smaller the nearer. What has a mark already is not named again.
  townNames(room) {
    if (this.view.zoom < TOWNS_FROM) return []
    const marked = new Set([...this.svg.querySelectorAll('.names text')].map((each) => each.textContent.replace(/ and \d+ more$/, '')))
    const drawn = []
    for (const [name, x, y, from] of this.towns || []) {
      if (this.view.zoom < from || marked.has(name)) continue
      const [left, top] = this.at(x, y)
      if (left < 0 || left > this.width || top < 0 || top > this.high) continue
      const half = wide(name, this.size(11)) / 2
      const free = [[half + 6, 0], [-half - 6, 0]].find(([dx]) => room.has(left + dx, top, 2 * half, 11) && room.clear(left, top, 5, 5))
      if (!free) continue
      room.take(left + free[0] / 2, top, 2 * half + 12, 11)
      drawn.push(shape('circle', { cx: left.toFixed(1), cy: top.toFixed(1), r: 2 }), text(name, left + free[0], top, this.size(11), 'town'))
    }
    return drawn
  }

  listen() {
    const { figure } = this
    const within = (event) => {
      const box = figure.getBoundingClientRect()
      return [(event.clientX - box.left) / this.larger, (event.clientY - box.top) / this.larger]
    }
    figure.addEventListener('wheel', (event) => {
      if (!event.ctrlKey && !event.metaKey) return // a plain wheel scrolls the page
      event.preventDefault()
      const on = event.target.closest('a.tag') // which may stand aside from where it belongs
      const about = on ? this.at(...numbers(on.dataset.at)) : within(event)
      this.zoom(clamp(-event.deltaY * (event.deltaMode ? 0.05 : 0.004), -1, 1), ...about)
    }, { passive: false })
    figure.onpointerdown = (event) => {
      this.dragged = false
      if (event.pointerType !== 'mouse' || event.button || !event.target.closest('svg')) return
      let [x, y] = [event.clientX, event.clientY], far = 0
      const move = (now) => {
        far += Math.abs(now.clientX - x) + Math.abs(now.clientY - y)
        if (far > 4) {
          this.dragged = true
          figure.setPointerCapture(event.pointerId)
          this.pan((now.clientX - x) / this.larger, (now.clientY - y) / this.larger)
        }
        ;[x, y] = [now.clientX, now.clientY]
      }
      const stop = () => { figure.removeEventListener('pointermove', move) }
      figure.addEventListener('pointermove', move)
      for (const end of ['pointerup', 'pointercancel']) figure.addEventListener(end, stop, { once: true })
    }
    this.svg.ondragstart = (event) => event.preventDefault()
    let fingers = null
    const grip = ({ touches: [one, other] }) => ({
      x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2,
      far: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
    })
    figure.addEventListener('touchstart', (event) => { fingers = event.touches.length === 2 ? grip(event) : null }, { passive: true })
    figure.addEventListener('touchmove', (event) => {
      if (event.touches.length !== 2 || !fingers) return // one finger scrolls the page
      event.preventDefault()
      const now = grip(event), [left, top] = within({ clientX: now.x, clientY: now.y })
      this.pan((now.x - fingers.x) / this.larger, (now.y - fingers.y) / this.larger)
      this.zoom(Math.log2(now.far / fingers.far), left, top)
      fingers = now
    }, { passive: false })
    figure.onkeydown = (event) => this.key(event)
    figure.onclick = (event) => this.click(event)
    figure.onpointerover = figure.onfocusin = (event) => {
      const on = event.target.closest('a.tag, a.leg, path[data-cell], path[data-area]')
      if (on && this.tipped !== on) this.point(on)
      if (!on && !event.target.closest('.tip')) this.unpoint()
    }
    figure.onpointerleave = () => this.unpoint()
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' && !this.figure.querySelector('.events-here').hidden) {
      event.stopPropagation()
      return this.close()
    }
    const patch = event.target.closest('path[data-cell], path[data-area]')
    if (patch && [' ', 'Enter'].includes(event.key)) {
      event.preventDefault()
      return this.list(patch, true)
    }
    const step = { ArrowLeft: [90, 0], ArrowRight: [-90, 0], ArrowUp: [0, 90], ArrowDown: [0, -90] }[event.key]
    const act = { '+': () => this.nearer(), '=': () => this.nearer(), '-': () => this.zoom(-1), 0: () => this.all() }[event.key]
    const go = step && patch ? () => this.step(patch, -Math.sign(step[0]), -Math.sign(step[1])) : null
    const pan = step && event.target === this.figure ? () => this.pan(...step) : go
    if (!act && !pan) return
    event.preventDefault()
    ;(act || pan)()
  }

  ask() {
    say(this.board, DRAWING)
    this.tell('free', { x: this.view.x, y: this.view.y, zoom: this.view.zoom })
  }

  click(event) {
    const steer = event.target.closest('[data-steer]')?.dataset.steer
    if (steer === 'free') return this.ask()
    if (steer) return { nearer: () => this.nearer(), farther: () => this.zoom(-1), all: () => this.all() }[steer]()
    if (event.target.closest('.close')) return this.close()
    const link = event.target.closest('a[data-focus]')
    if (this.dragged) return event.preventDefault()
    const cell = event.target.closest('path[data-cell], path[data-area]')
    if (cell && !this.dragged) return this.list(cell)
    if (!link) return event.target.closest('.events-here') || this.hide()
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    if (link.matches('.tag') && link.dataset.events.includes(' ')) return this.answer(link, true)
    this.seek(link.dataset.focus)
    if (link.matches('.tag, .leg')) this.hide()
    this.tell('focus', link.dataset.focus)
  }

  told(tag) {
    return tag.dataset.events.split(' ').map((id) => this.figure.querySelector(`.told [data-id="${id}"]`)).filter(Boolean)
  }

  // What a mark says when it is pointed at, in at most so many lines, inside the frame.
  point(on) {
    this.tipped = on
    if (this.answered && on.dataset.events === this.answered) return
    const tip = this.figure.querySelector('.tip')
    const rows = on.dataset.events ? this.told(on).map((row) => `${row.dataset.word}: ${row.querySelector('a').textContent}`) : []
    const room = LINES - 1, more = rows.length > room ? rows.length - room + 1 : 0
    const said = on.dataset.numbers ? recordedWords(on.dataset, this.label, this.within).split('\n') : [on.dataset.within ?? on.getAttribute('aria-label')]
    const lines = [...said, ...rows.slice(0, more ? room - 1 : room)]
    if (more) lines.push(`and ${more} more: a click lists them`)
    tip.replaceChildren(...lines.map((line) => Object.assign(document.createElement('div'), { textContent: line })))
    this.beside(tip, on)
  }

  unpoint() {
    this.tipped = null
    this.figure.querySelector('.tip').hidden = true
  }

  // Away with the list, and back to what it was of.
  close() {
    const tag = this.tags.find((each) => each.dataset.events === this.answered), cell = this.listed
    this.hide()
    if (tag) tag.focus({ preventScroll: true })
    else if (cell?.isConnected) this.hold(cell)
  }

  hide() {
    this.unpoint()
    this.listed = null
    this.answered = null
    this.figure.querySelector('.events-here').hidden = true
  }

  // The events of a mark, listed beside it.
  answer(tag, reach = false) {
    if (!tag) return
    this.hide()
    this.show(tag.getAttribute('aria-label'), this.told(tag).map((row) => row.cloneNode(true)), tag)
    this.answered = tag.dataset.events
    if (reach) this.figure.querySelector('.events-here a')?.focus({ preventScroll: true })
  }

  show(words, rows, on) {
    const box = this.figure.querySelector('.events-here')
    const close = Object.assign(document.createElement('button'), { type: 'button', className: 'close', textContent: '×' })
    close.setAttribute('aria-label', 'Close the list')
    const head = Object.assign(document.createElement('p'), { textContent: words })
    const list = Object.assign(document.createElement('ul'), { className: 'plain' })
    list.append(...rows)
    box.replaceChildren(close, head, list)
    this.beside(box, on)
  }

  beside(box, on) {
    box.hidden = false
    const frame = this.figure.getBoundingClientRect(), mark = on.getBoundingClientRect()
    const [x, y, far, down] = [mark.left - frame.left, mark.top - frame.top, mark.width, mark.height].map((each) => each / this.larger)
    const long = box.offsetWidth, high = box.offsetHeight
    let left = x + far + 8
    if (left + long > this.width - 6) left = x - long - 8
    let top = y + down / 2 - high / 2
    if (left < 6) [left, top] = [x + far / 2 - long / 2, y + down + 8 + high < this.high ? y + down + 8 : y - high - 8]
    box.style.left = `${clamp(left, 6, this.width - long - 6)}px`
    box.style.top = `${clamp(top, 6, this.high - high - 6)}px`
  }
}

// What is taken of the window, so that nothing is written over another thing or past the edge.
class Room {
  constructor(width, high, grown = 1) {
    Object.assign(this, { width, high, grown, tall: HEIGHT * grown, taken: [] })
  }
  take(...box) {
    this.taken.push(box)
  }
  clear(x, y, wide, high) {
    return !this.taken.some(([a, b, across, down]) => Math.abs(x - a) < (wide + across) / 2 + 1 && Math.abs(y - b) < (high + down) / 2 + 1)
  }
  has(x, y, wide, high) {
    const inside = x > wide / 2 + 3 && x < this.width - wide / 2 - 3 && y > high / 2 + 3 && y < this.high - high / 2 - 3
    return inside && this.clear(x, y, wide, high)
  }
  // How far aside a tag stands from where it belongs: nowhere if it is a point that is free. That of an area stands
  // close by; where it cannot, what leads to it runs between no other tag and its name, if there is a way that does not.
  stand(x, y, wide, area) {
    const offers = ASIDE.map((offer) => offer.map((each) => each * this.grown))
    const close = ([dx, dy]) => Math.hypot(dx, dy) <= BESIDE * this.grown
    const fits = ([dx, dy]) => this.has(x + dx, y + dy, wide, this.tall)
    const open = ([dx, dy]) => Math.hypot(dx, dy) < 100 * this.grown && WAY.every((share) => this.clear(x + share * dx, y + share * dy, 1, 1))
    const led = () => offers.find((offer) => close(offer) && fits(offer)) ?? offers.find((offer) => open(offer) && fits(offer))
    const aside = () => (area && led()) || offers.find(fits) || [0, 0]
    const [across, down] = !area && this.clear(x, y, wide, this.tall) ? [0, 0] : aside()
    this.take(x + across, y + down, wide, this.tall)
    if (across || down) for (const share of [0, ...WAY]) this.take(x + share * across, y + share * down, 6, 6)
    return [across, down]
  }
}

// What the server answers, and why it does not: its own words where it is a question's fault, else ours.
async function answered(address) {
  const answer = await fetch(address).catch(() => null)
  if (answer?.ok) return [await answer.json(), '']
  return [null, [410, 503].includes(answer?.status) ? (await answer.text()).trim() : 'the server does not answer', answer?.status]
}

// First what it is, then how much, then where and of what; a line each.
function recordedWords({ numbers: written, title }, label, within) {
  const [events, low, best, high] = numbers(written).map((each) => each.toLocaleString('en'))
  const much = `${events} event${events === '1' ? '' : 's'}, ${best} deaths (low ${low}, high ${high})`
  return [`${label}: evidence for no claim`, much, `${title ? `somewhere in ${title}, known no finer${within.area}` : `in this cell${within.cell}`}; a click lists them`].join('\n')
}

function middleOf(each) {
  const { left, top, width, height } = each.getBoundingClientRect()
  return [left + width / 2, top + height / 2]
}

function townFrom(people) {
  return [[1e6, TOWNS_FROM], [2e5, 6.5], [5e4, 7.2], [1e4, 8]].find(([least]) => people >= least)?.[1] ?? 9
}

function view(written) {
  const [x, y, zoom] = numbers(written)
  return { x, y, zoom }
}

function shape(name, looks) {
  const made = document.createElementNS(XML, name)
  for (const [key, value] of Object.entries(looks)) made.setAttribute(key, value)
  return made
}

// Words, or several lines of them, about a middle.
function text(words, x, y, size, kind) {
  const lines = [words].flat(), top = y + size * (0.35 - ((lines.length - 1) * LINE) / 2)
  const made = shape('text', { x: x.toFixed(1), y: top.toFixed(1), 'font-size': size, class: kind })
  if (lines.length === 1) made.textContent = lines[0]
  else made.replaceChildren(...lines.map((each, place) => Object.assign(shape('tspan', { x: x.toFixed(1), dy: place && (size * LINE).toFixed(1) }), { textContent: place ? ` ${each}` : each })))
  return made
}

// A long name in two lines, as even as its words allow.
function halved(name) {
  const words = name.split(' ')
  const ways = words.slice(1).map((_, place) => [words.slice(0, place + 1).join(' '), words.slice(place + 1).join(' ')])
  const longer = (lines) => Math.max(...lines.map((each) => each.length))
  return ways.sort((one, two) => longer(one) - longer(two))[0] ?? [name]
}

function short(name, most) {
  if (wide(name, 13) <= most) return name
  const more = name.match(MORE)?.[0] ?? ''
  let kept = name.slice(0, name.length - more.length)
  while (kept && wide(`${kept}…${more}`, 13) > most) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…${more}`
}

// A layer of the base map with every corner in pixels at zoom 0.
async function layer(address, name) {
  layers[name] ??= { ready: fetch(address).then((found) => found.json()).then((found) => { layers[name].rows = found.features.map(projected) }) }
  await layers[name].ready
}

function projected({ geometry: { type, coordinates }, properties }) {
  const rings = { LineString: () => [coordinates], MultiLineString: () => coordinates, Polygon: () => coordinates, MultiPolygon: () => coordinates.flat() }[type]()
  return { name: properties.name, of: properties.country, closed: type.endsWith('Polygon'), rings: rings.map(flat) }
}

function flat(ring) {
  const points = ring.map(([lon, lat]) => [lon2x(lon), lat2y(lat)])
  const xs = points.map((point) => point[0]), ys = points.map((point) => point[1])
  return { points, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] }
}

// Outlines or lines as a path, cut at a sheet of so many pixels round the middle of a view; near corners are left out.
function drawn(rings, { x, y, zoom }, [width, high], closed) {
  const k = 2 ** zoom, half = [width / 2 / k, high / 2 / k]
  const edge = [x - half[0], y - half[1], x + half[0], y + half[1]]
  const pixel = ([a, b]) => [(a - edge[0]) * k, (b - edge[1]) * k]
  let path = ''
  for (const { points, box } of rings) {
    if (box[0] > edge[2] || box[2] < edge[0] || box[1] > edge[3] || box[3] < edge[1]) continue
    for (const run of closed ? [cut(points, edge)] : runs(points, edge)) {
      if (run.length < 2) continue
      let last = null, written = ''
      run.forEach((point, place) => {
        const [a, b] = pixel(point)
        if (last && place < run.length - 1 && Math.abs(a - last[0]) + Math.abs(b - last[1]) < COARSE) return
        written += `${last ? ' ' : 'M'}${a.toFixed(1)},${b.toFixed(1)}`
        last = [a, b]
      })
      path += closed ? `${written}z` : written
    }
  }
  return path
}

// A closed outline cut at a box (Sutherland and Hodgman 1974).
function cut(points, edge) {
  for (const [axis, at, sign] of [[0, edge[0], 1], [1, edge[1], 1], [0, edge[2], -1], [1, edge[3], -1]]) {
    const kept = []
    points.forEach((point, place) => {
      const before = points.at(place - 1)
      const was = (before[axis] - at) * sign >= 0, now = (point[axis] - at) * sign >= 0
      if (was !== now) {
        const share = (at - before[axis]) / (point[axis] - before[axis])
        kept.push([before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])])
      }
      if (now) kept.push(point)
    })
    points = kept
  }
  return points
}

// The stretches of a line that may cross a box.
function runs(points, [left, top, right, bottom]) {
  const hit = points.map(([x, y], place) => {
    const [a, b] = points[Math.max(place - 1, 0)]
    return Math.min(x, a) <= right && Math.max(x, a) >= left && Math.min(y, b) <= bottom && Math.max(y, b) >= top
  })
  const found = []
  let run = []
  points.forEach((point, place) => {
    if (hit[place] || hit[place + 1]) run.push(point)
    else if (run.length) found.push(run), (run = [])
  })
  return run.length > 1 ? [...found, run] : found
}
