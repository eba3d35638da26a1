"""Words to one workflow, errors to exit codes.

A workflow is loaded when its command is called, so that help and completion start fast.
"""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from vigie import __version__
from vigie.errors import VigieError

DEFAULT_DISEASE = "inflammatory_myopathies"
BUG = VigieError.exit_code

app = typer.Typer(
    name="vigie",
    help="The research watch for rare diseases: a dated, sourced edition from registries and"
    " literature.",
    epilog="VIGIE_HOME is the folder of the store. Exit codes: 0 done, 1 a finding, 2 wrong usage,"
    " 3 a source was incomplete, 4 the store is damaged, 70 a bug.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Disease = Annotated[
    str, typer.Option(help="A shipped disease, or the path of its folder.", metavar="NAME|FOLDER")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        help="The day to speak of. [default: the day of the last complete run]",
        metavar="DATE",
        show_default=False,
    ),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        help="Where the site will be published, for links that must be whole.",
        metavar="URL",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


def main() -> None:
    """Runs the command line and leaves with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack an accent
    try:
        app()
    except VigieError as error:
        sys.exit(_say(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as bug:  # noqa: BLE001 (the border: what nobody foresaw is said once, here)
        sys.exit(_say_bug(bug))


def _say(error: VigieError) -> int:
    _write_error(f"vigie: {error}")
    if _is_debugging():
        traceback.print_exception(error)
    return error.exit_code


def _say_bug(bug: Exception) -> int:
    if _is_debugging():
        traceback.print_exception(bug)
    kind = type(bug).__name__
    _write_error(
        f"vigie: this is a bug of Vigie, not of yours ({kind}: {bug}). Run the command again with"
        " VIGIE_DEBUG=1 and report what it prints."
    )
    return BUG


def _write_error(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _is_debugging() -> bool:
    return os.environ.get("VIGIE_DEBUG", "") not in ("", "0")


def _run(command: str, *words: Any, **options: Any) -> None:
    """Loads the workflow of that name, runs it, and leaves with its exit code."""
    code = import_module(f"vigie.workflows.{command}").run(*words, **options)
    raise typer.Exit(code)


def _version(is_asked: bool) -> None:
    if is_asked:
        sys.stdout.write(f"vigie {__version__}\n")
        raise typer.Exit


@app.callback()
def _vigie(
    version: Annotated[
        bool,
        typer.Option("--version", help="The version of Vigie.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    pass


@app.command()
def build(
    disease: Disease = DEFAULT_DISEASE,
    as_of: AsOf = None,
    since: Annotated[
        str | None,
        typer.Option(
            help="From which day on a study is new. [default: the edition's window, or a year]",
            metavar="DATE",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[str, typer.Option(help="Languages, separated by commas.")] = "fr,en",
    out: Annotated[Path, typer.Option(help="The folder of the site.")] = Path("site"),
    base_url: BaseUrl = None,
) -> None:
    """Build the edition: the site, its booklets, its data, its feeds."""
    _run(
        "build",
        disease=disease,
        as_of=as_of,
        since=since,
        languages=lang,
        out=out,
        base_url=base_url,
    )


@app.command()
def sync(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="ctgov. [default: every source that the disease has a query for]",
            show_default=False,
        ),
    ] = None,
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help="Every study of the registry, of all diseases, in a store of its own.",
        ),
    ] = False,
    history: Annotated[
        bool,
        typer.Option(
            "--history",
            help="Past versions of each record too, from an endpoint that the registry does not"
            " document: slow, once.",
        ),
    ] = False,
    disease: Disease = DEFAULT_DISEASE,
    json: Json = False,
) -> None:
    """Bring the store up to date with its sources, and say what did not come."""
    _run(
        "sync",
        disease=disease,
        sources=sources or (),
        is_full=full,
        has_history=history,
        is_json=json,
    )


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="A record's id, registry number, acronym or key.")
    ],
    history: Annotated[
        bool, typer.Option("--history", help="Its versions too, each with what changed.")
    ] = False,
    lang: Annotated[str, typer.Option(help="The language of the card.")] = "en",
    disease: Disease = DEFAULT_DISEASE,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Show one record: its card, its fields, its tags, where it comes from."""
    _run(
        "show",
        name,
        disease=disease,
        as_of=as_of,
        language=lang,
        has_history=history,
        is_json=json,
    )


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.")],
    disease: Disease = DEFAULT_DISEASE,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Search studies and publications; names and codes of a treatment find each other."""
    _run("search", words, disease=disease, as_of=as_of, is_json=json)


@app.command()
def changes(
    since: Annotated[
        str, typer.Option(help="After which day.", metavar="DATE", show_default=False)
    ],
    until: Annotated[
        str | None,
        typer.Option(
            help="Up to which day. [default: the day of the last complete run]",
            metavar="DATE",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[str, typer.Option(help="The language of the words.")] = "en",
    disease: Disease = DEFAULT_DISEASE,
    json: Json = False,
) -> None:
    """Say what changed between two days: new, opened, closed, stopped, gone, field by field."""
    _run("changes", since=since, until=until, disease=disease, language=lang, is_json=json)


@app.command()
def status(disease: Disease = DEFAULT_DISEASE, json: Json = False) -> None:
    """Show the sources: how much is held, of what day, and whether the last run was complete."""
    _run("status", disease=disease, is_json=json)


@app.command()
def check(disease: Disease = DEFAULT_DISEASE, json: Json = False) -> None:
    """Check the curated files, and the tags against those checked by hand."""
    _run("check", disease=disease, is_json=json)


@app.command()
def criteria(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="ID|FILE|-",
            help="A record's id, registry number, acronym or key; a text of criteria; or - for"
            " standard input.",
            show_default=False,
        ),
    ] = None,
    lines: Annotated[
        str | None,
        typer.Option(
            help='Single criteria as JSON Lines {"id", "section", "text"}, or - for standard'
            " input; with --json, one JSON line each.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    disease: Disease = DEFAULT_DISEASE,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Show how criteria were read: each sentence, what was read of it, and what was not."""
    _run("criteria", name, lines=lines, disease=disease, as_of=as_of, is_json=json)


@app.command()
def export(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help="csv, json or parquet: every table; ris or bibtex: the literature;"
            " ics: the dates of the studies.",
            metavar="FORMAT",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            help="The folder to write into; csv, json and parquet get a folder of their own in it."
            " [default: standard output, for what is one file]",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[str, typer.Option(help="The language of calendar and notes.")] = "en",
    disease: Disease = DEFAULT_DISEASE,
    as_of: AsOf = None,
    base_url: BaseUrl = None,
) -> None:
    """Export the records, the literature or the dates of the studies for other programs."""
    _run(
        "export",
        form=form,
        out=out,
        disease=disease,
        as_of=as_of,
        language=lang,
        base_url=base_url,
    )


@app.command()
def serve(
    site: Annotated[Path, typer.Option(help="The folder of the site.")] = Path("site"),
    port: Annotated[int, typer.Option(help="The port; 0 for any that is free.")] = 8000,
) -> None:
    """Show the built site to the browser of this machine."""
    _run("serve", site, port=port)


@app.command()
def verify(json: Json = False) -> None:
    """Verify the store: every body, every version, every run."""
    _run("verify", is_json=json)
