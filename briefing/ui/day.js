// A day: typed, it counts on Enter, on Tab and when the field is left; or picked in the browser's own calendar.
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.day')
  const id = `day-${data.label.toLowerCase().replaceAll(' ', '-')}`
  if (!box.field) {
    box.innerHTML = `<label for="${id}"></label><div class="day-box"><input id="${id}" type="text" inputmode="numeric"
      autocomplete="off" placeholder="YYYY-MM-DD" maxlength="40"><input type="date" tabindex="-1" aria-hidden="true">
      <button type="button"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path fill="none"
      stroke="currentColor" d="M2 3.5h12v10.5H2zM2 6.5h12M5 1.5v3M11 1.5v3"/></svg></button></div><p class="small" role="alert"></p>`
    box.field = box.querySelector('input[type="text"]')
    box.picker = box.querySelector('input[type="date"]')
  }
  box.querySelector('label').textContent = data.label
  const button = box.querySelector('button')
  button.setAttribute('aria-label', `Calendar: ${data.label}`)
  box.querySelector('[role="alert"]').textContent = data.fault
  box.field.setAttribute('aria-invalid', String(Boolean(data.fault)))
  // What is being typed stays, and so does what is wrong with it.
  if (!data.fault && (document.activeElement !== box.field || box.field.value === box.told)) box.field.value = data.value
  ;[box.picker.min, box.picker.max] = data.bounds
  const tell = (text) => {
    if (text === box.told || (box.told === undefined && text === data.value)) return
    box.told = text
    setTriggerValue('day', text)
  }
  if (box.shown !== data.value) box.told = undefined
  box.shown = data.value
  box.field.onblur = () => tell(box.field.value)
  box.field.onkeydown = (event) => {
    if (event.key === 'Enter') tell(box.field.value)
  }
  button.onclick = () => {
    box.picker.value = data.opens
    box.picker.showPicker()
  }
  box.picker.onchange = () => {
    box.field.value = box.picker.value
    tell(box.picker.value)
  }
}
