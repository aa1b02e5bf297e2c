"""`trucewatch publish`: the site, with the files that it offers, all of one and the same edition."""

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli.report import Profile
from trucewatch.cli.span import Area, Day, First, Last, Week
from trucewatch.cli.steps import Steps
from trucewatch.cli.workspace import By, Where, workspace_at


def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The site's folder: a new one, or one that is a site.")],
    first: First = None,
    last: Last = None,
    day: Day = None,
    week: Week = None,
    area: Area = None,
    profile: Profile = "public",
    where: Where = None,
    by: By = None,
) -> None:
    """Write a site that opens from its folder: list, map, timeline, a page an incident, downloads; it loads nothing from a network.

    Whatever the profile holds back is listed in the workspace's folder `withheld`, and is nowhere in the site.
    """
    with Steps("a site that stood there stands as it was") as step:
        from trucewatch.cli.report import tell_doubts
        from trucewatch.cli.span import edition_words, span_of, tell_if_behind
        from trucewatch.language.phrases import counted
        from trucewatch.pipeline.export import make_public
        from trucewatch.pipeline.landing import check_folder, check_own
        from trucewatch.pipeline.publish import profile_of, release
        from trucewatch.pipeline.site import check_site, write_whole_site

        def waiting() -> None:
            step.clear()
            typer.echo(f"{folder}: another `publish` is at work there; waiting for it to end", err=True)

        span = span_of(area, first, last, day, week)
        with workspace_at(where) as workspace:
            rules, who = profile_of(workspace, profile), workspace.author(by)
            check_own(workspace, folder)
            check_site(folder)
            check_folder(workspace, folder.resolve().parent if folder.exists() else folder)
            tell_if_behind(workspace)
            tell_doubts(workspace, rules)
            step("reading the ledger")
            make_public(workspace, {"folder": str(folder.absolute()), "profile": rules.id}, who=who)
            edition, held = release(workspace, span, rules)
        step("writing the site")
        number = write_whole_site(edition, folder, waiting)
    typer.echo(f"{folder / 'index.html'}: {counted(number, 'file')}; {edition_words(edition, held)}")
