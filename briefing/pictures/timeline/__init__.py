"""The timeline: when things are said to have happened above, when they became known below."""
