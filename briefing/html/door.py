"""The pages before the door: one to sign in, and one that says who you are and why you may not enter.

Neither tells anything of the dossier, not even its title.
"""

from markupsafe import escape

from briefing.html.lost import LOOK


def sign_in(way: str) -> str:
    """The page of who is not signed in. ``way`` leads to signing in, and back to the address that was asked for."""
    return _page(
        "Sign in",
        f'<p>Who reads here has to sign in first.</p><p><a href="{escape(way)}">Sign in</a></p>'
        "<p>You will come back to the address that you opened.</p>",
    )


def refused(who: str, why: str, out: str) -> str:
    """The page of who signed in and is not let in. ``out`` leads to signing out."""
    return _page(
        "You may not enter",
        f"<p>You are signed in as <b>{escape(who or 'somebody without an address')}</b>. {escape(why)}</p>"
        "<p>Whoever runs this dashboard can put it there.</p>"
        f'<p><a href="{escape(out)}">Sign out</a>, to sign in as somebody else</p>',
    )


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{LOOK}</style><main><h1>{title}</h1>{body}</main></html>"
    )
