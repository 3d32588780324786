"""Method and quality: the rules in plain words, the scales, every check with its findings, and the gaps."""

from briefing.ui import current
from briefing.ui.panels import method as panel

view = current.view()
panel.words(view)
panel.findings()
panel.gaps(view)
