"""Method and quality: the rules in plain words, the scales, every check with its findings, and the gaps."""

from briefing.ui import method, run

view = run.current()
method.words(view)
method.findings()
method.gaps(view)
