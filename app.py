"""The web front end: routes, errors and headers. What the pages show comes from search/.

Every page is rendered on the server from a documented record, works without JavaScript, and carries
the address that one may quote.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from flask import (
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    stream_with_context,
    url_for,
)
from flask_bootstrap import Bootstrap5
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from indexer.errors import BadRequest, ConfigurationError, UnusableIndex
from indexer.records import to_json
from indexer.settings import load
from search import (
    about,
    arguments,
    citation_files,
    citations,
    compare,
    councils,
    directory,
    evidence,
    finder,
    http,
    openapi,
    overview,
    pages,
    revisions,
    schema_org,
    similar,
    since,
    sitemaps,
    standing,
    templating,
    timelines,
    wording,
)
from search import coverage as holdings
from search.asking import Asking, MissingError, MovedError, NotYetError, WithdrawnError
from search.downloads import DOWNLOADS
from search.landing import landings
from search.library import Library
from search.marking import Marking
from search.request import SearchRequest, canonical, document_address, parse
from search.results import run

logger = logging.getLogger(__name__)


def create_app(index: Path | None = None, *, site: str | None = None) -> Flask:
    """Build the application over the index folder `index` (default: as the settings say).

    Args:
        index: the folder that `minutebook index` wrote.
        site: the address that people reach this site by, e.g. "https://minutes.example.org", for
            links to quote; by default what the request says.

    Raises:
        ConfigurationError: `site` is no web address.
    """
    if site and not (urlsplit(site).scheme in ("http", "https") and urlsplit(site).netloc):
        raise ConfigurationError(
            f"The site's address is {site!r}: it must be a whole web address.",
            "Example: https://minutes.example.org",
        )
    app = Flask(__name__)
    app.config.update(
        BOOTSTRAP_SERVE_LOCAL=True, SEND_FILE_MAX_AGE_DEFAULT=dt.timedelta(days=1), SITE=site
    )
    app.config["SOFTWARE"] = http.fingerprint(Path(__file__).parent)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    Bootstrap5(app)
    library = Library.open(index or load().index)
    for rule, view in PAGES.items():
        app.add_url_rule(rule, view.__name__, _in_session(library, rule, view))
    for rule, download in DOWNLOADS.items():
        view = _in_session(library, rule, _taken_away(rule, download))
        app.add_url_rule(rule, download.__name__, view)
    _prepare_templates(app)
    _add_headers(app)
    _add_error_pages(app)
    return app


def _in_session(library: Library, rule: str, view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer from one generation, which the page's foot and its validators tell."""

    def answer(**values: str) -> Any:
        query = arguments.untracked(request.query_string)
        if len(query) < len(request.query_string):
            return redirect(f"{quote(request.path)}?{query}" if query else quote(request.path))
        with library.session() as session:
            g.session = session
            day = arguments.check(rule, request.query_string)
            if request.if_none_match.is_weak(_validator()):
                return Response()  # the validators make it 304
            given = arguments.read(request.query_string)
            return view(Asking(session.on(day), given, _absolute, _today()), **values)

    return answer


def _taken_away(rule: str, download: Callable[..., Any]) -> Callable[..., Response]:
    """Answer with what a download gives, as the ending of its address says."""
    ending = rule[rule.rindex(".") :]

    def answer(asking: Asking, **values: str) -> Response:
        given = download(asking, **values)
        if ending == ".json":
            return jsonify(given)
        if ending == ".csv":
            response = Response(stream_with_context(given), mimetype=openapi.MEDIA[ending])
            response.headers["Content-Disposition"] = "attachment; filename=minutebook.csv"
            return response
        return Response(given, mimetype=openapi.MEDIA[ending])

    return answer


def home(asking: Asking) -> str:
    """Show where to start."""
    return render_template("home.html", page=overview.home(asking.session))


def search(asking: Asking) -> Any:
    """Show a page of results, at its canonical address only."""
    asked = asking.search()
    address = canonical(asked)
    if address != _asked_address():
        return redirect(address)
    results = run(asking.session, asked)
    return render_template(
        "search.html",
        results=results,
        citation=asking.search_citation(results),
        typed=dict(request.args.items()),
        forms=finder.forms(asked),
        address=lambda **changes: canonical(dataclasses.replace(asked, **changes)),
    )


def search_choices(asking: Asking, facet: str) -> str:
    """Show every choice of one filter, to look it up."""
    if facet not in finder.FACET_LABELS:
        raise MissingError
    results = asking.results()
    return render_template(
        "choices.html",
        results=results,
        label=finder.FACET_LABELS[facet],
        values=finder.by_name(results.facets[facet]),
    )


def search_cite(asking: Asking) -> str:
    """Show how to cite a search."""
    results = asking.results()
    citation = asking.search_citation(results)
    return render_template(
        "cite.html",
        citation=citation,
        forms=citation_files.forms(citation),
        subject="search",
        document=None,
        back=results.canonical,
        download="/search",
    )


def document(asking: Asking, document_id: str) -> str:
    """Show a document, the words of ?q= marked."""
    stored = asking.stored(document_id)
    q = " ".join(request.args.get("q", "").split())
    try:
        marking, trouble = Marking(q), ""
    except BadRequest as error:
        marking, trouble = Marking(""), error.mistakes[0].message
    meeting = stored.document.meeting
    siblings = asking.session.snapshot.meeting(meeting.id) if meeting else []
    versions = asking.session.snapshot.versions(document_id)
    return render_template(
        "document.html",
        page=pages.document_page(
            stored.document,
            marking,
            [each.document for each in siblings],
            standing.told(asking.session.reader, stored.document),
            asking.session.day,
        ),
        revision=revisions.revision(asking.session, stored.document),
        similar=similar.briefly(asking.session, stored.document),
        stored=stored,
        versions=versions,
        landings=landings(stored.document, [version.document for version in versions]),
        citation=citations.cite(
            stored.document, None, asking.absolute(""), asking.today, asking.session.day
        ),
        json_ld=Markup(schema_org.json_ld(stored.document, asking.absolute)),  # noqa: S704
        q=q,
        trouble=trouble,
        back=canonical(SearchRequest(q=q, as_of=asking.session.day)),
        listed=evidence.references(request.args.getlist("p")),
    )


def document_source(asking: Asking, document_id: str) -> Any:
    """Hand over the file that a document was read from."""
    stored = asking.stored(document_id)
    kept = pages.kept_file(stored)
    if kept is None:
        return _message(
            404,
            "The file is no longer there",
            "It has been moved or changed since it was read.",
            "The text that was read from it is still on the document's page.",
        )
    # A PDF opens in the browser; a page of another site must not run under this one.
    is_pdf = stored.document.source.format == "pdf"
    response = send_file(
        kept,
        mimetype="application/pdf" if is_pdf else "application/octet-stream",
        as_attachment=not is_pdf,
        download_name=kept.name,
    )
    if is_pdf:  # the pages' own policy would keep the browser's viewer from showing it
        response.headers["Content-Security-Policy"] = "base-uri 'none'"
    return response


def document_cite(asking: Asking, document_id: str) -> str:
    """Show how to cite a document, or with ?paragraph= one paragraph of it."""
    citation = asking.citation(document_id)
    document = asking.stored(document_id).document
    anchor = asking.paragraph(document)
    return render_template(
        "cite.html",
        citation=citation,
        forms=citation_files.forms(citation),
        subject="paragraph" if anchor else "document",
        document=document,
        back=document_address(document_id, anchor=anchor, as_of=asking.session.day),
        download=document_address(document_id),
    )


def document_similar(asking: Asking, document_id: str) -> str:
    """Show what is like a document, or with ?paragraph= like one paragraph of it."""
    return render_template("similar.html", page=asking.similar(document_id))


def meeting(asking: Asking, meeting_id: str) -> str:
    """Show the items of a meeting."""
    documents = [stored.document for stored in asking.session.snapshot.meeting(meeting_id)]
    if not documents or not documents[0].meeting:
        raise MissingError
    withdrawn = asking.session.withdrawn(document.id for document in documents)
    return render_template(
        "meeting.html",
        page=pages.meeting_page(documents[0].meeting, documents, asking.session.day, withdrawn),
        since=since.of_meeting(asking.session, meeting_id, pages.meeting_url(meeting_id)),
    )


def evidence_list(asking: Asking) -> Any:
    """Show paragraphs collected in the address, at its canonical form only."""
    asked = evidence.read(asking.values)
    address = evidence.canonical(asked)
    if address != _asked_address():
        return redirect(address)
    return render_template("evidence.html", page=asking.evidence(asked))


def all_councils(asking: Asking) -> str:
    """List the councils."""
    return render_template("councils.html", councils=directory.directory(asking.session))


def council(asking: Asking, slug: str) -> str:
    """Show one council."""
    page = councils.council_page(asking.session, slug)
    if page is None:
        raise MissingError
    return render_template("council.html", page=page)


def compare_councils(asking: Asking) -> Any:
    """Show councils side by side, at the canonical address only."""
    page = compare.comparison(asking.session, asking.search())
    if page.canonical != _asked_address():
        return redirect(page.canonical)
    return render_template(
        "compare.html", page=page, most=compare.MOST, few=compare.FEW, band=timelines.BAND
    )


def coverage(asking: Asking) -> Any:
    """Show what the collection holds, and what not, at its canonical address only."""
    (kind,) = parse({"kind": request.args.getlist("kind")}).kind or (None,)
    page = holdings.coverage(asking.session, kind)
    if page.canonical != _asked_address():
        return redirect(page.canonical)
    return render_template("coverage.html", page=page, most=holdings.SHOWN)


def help_page(asking: Asking) -> str:
    """Teach searching by examples."""
    del asking
    return render_template("help.html", searches=finder.TAUGHT)


def about_the_data(asking: Asking) -> str:
    """Say how the data was read, and how often wrongly."""
    page = about.about()
    forms = citation_files.forms(about.citation(page, asking.absolute(""), asking.today))
    return render_template("about.html", page=page, labels=about.LABELS, forms=forms)


def opensearch(asking: Asking) -> Response:
    """Describe the search to browsers."""
    del asking
    text = render_template("opensearch.xml")
    return Response(text, mimetype="application/opensearchdescription+xml")


def openapi_json(asking: Asking) -> Response:
    """Describe the addresses that programs read."""
    routes = (
        (rule, view.__name__, (view.__doc__ or "").partition("\n")[0])
        for rule, view in ROUTES.items()
    )
    return jsonify(openapi.describe(asking.absolute(""), routes))


def sitemap(asking: Asking) -> Response:
    """List the documents for robots."""
    return Response(
        sitemaps.sitemap(asking.session.snapshot.ids(), asking.absolute), mimetype="application/xml"
    )


def sitemap_part(asking: Asking, number: str) -> Response:
    """List a part of the documents for robots, where they are too many for one list."""
    written = sitemaps.part(asking.session.snapshot.ids(), number, asking.absolute)
    if written is None:
        raise MissingError
    return Response(written, mimetype="application/xml")


def robots(asking: Asking) -> Response:
    """Ask robots to read documents and leave searches alone."""
    return Response(sitemaps.robots(asking.absolute), mimetype="text/plain")


PAGES: dict[str, Callable[..., Any]] = {
    "/": home,
    "/search": search,
    "/search/choices/<facet>": search_choices,
    "/search/cite": search_cite,
    "/documents/<document_id>": document,
    "/documents/<document_id>/cite": document_cite,
    "/documents/<document_id>/similar": document_similar,
    "/documents/<document_id>/source": document_source,
    "/meetings/<meeting_id>": meeting,
    "/evidence": evidence_list,
    "/councils": all_councils,
    "/councils/<slug>": council,
    "/compare": compare_councils,
    "/coverage": coverage,
    "/help": help_page,
    about.ADDRESS: about_the_data,
    "/opensearch.xml": opensearch,
    "/openapi.json": openapi_json,
    "/sitemap.xml": sitemap,
    "/sitemap-<number>.xml": sitemap_part,
    "/robots.txt": robots,
}
ROUTES = {**PAGES, **DOWNLOADS}


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _asked_address() -> str:
    """The address as it was asked for, in the form in which canonical addresses are written."""
    query = request.query_string.decode("ascii", "replace")
    return f"{request.path}?{query}" if query else request.path


def _absolute(address: str) -> str:
    """A site-relative address made whole, for quoting."""
    site = current_app.config["SITE"] or request.url_root
    return f"{site.rstrip('/')}{address}"


def _message(status: int, heading: str, *lines: str) -> tuple[str, int]:
    return render_template("message.html", heading=heading, lines=lines), status


def _wants_json() -> bool:
    return request.path.endswith(".json")


def _prepare_templates(app: Flask) -> None:
    app.context_processor(lambda: {"session": g.get("session")})
    app.jinja_env.filters.update(templating.FILTERS, absolute=_absolute)
    asset = templating.assets(Path(app.static_folder or ""))
    app.jinja_env.globals.update(
        templating.GLOBALS, asset=asset, most_choices=finder.MOST_CHOICES, today=_today
    )


def _validator() -> str:
    """The ETag of this address, answered from this session's generation."""
    software = current_app.config["SOFTWARE"]
    return http.validator(_asked_address(), g.session.generation, software, _today())


def _add_headers(app: Flask) -> None:
    """Security headers, validators from the generation, and compression."""

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in http.SECURITY.items():
            response.headers.setdefault(name, value)
        if response.status_code == 200 and "session" in g and not response.direct_passthrough:
            response.set_etag(_validator(), weak=True)
            response.last_modified = g.session.generation.published_at
            response.cache_control.no_cache = True
            response.make_conditional(request)
        if request.path.startswith(("/search", "/compare", "/evidence")):
            response.headers["X-Robots-Tag"] = "noindex"
        if request.path.startswith("/static/") and "v" in request.args:
            response.cache_control.max_age = 365 * 86400
            response.cache_control.immutable = True
        return _compressed(response)


def _compressed(response: Response) -> Response:
    """Compress text with gzip where the browser takes it."""
    mimetype = response.mimetype or ""
    if (
        response.status_code != 200
        or "Content-Encoding" in response.headers
        or "Content-Range" in response.headers
        or (response.is_streamed and not response.direct_passthrough)
        or not mimetype.startswith(http.COMPRESSIBLE)
    ):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) > 1000:
        response.set_data(gzip.compress(body, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _add_error_pages(app: Flask) -> None:
    """Every error as a page that says what is wrong and what to do; as JSON for .json addresses."""

    @app.errorhandler(BadRequest)
    def bad_request(error: BadRequest) -> Any:
        if _wants_json():
            return jsonify(to_json(openapi.Mistaken(mistakes=error.mistakes))), 400
        path = quote(request.path)
        page = arguments.mistakes_page(path, request.query_string, error.mistakes)
        return render_template("bad_request.html", page=page), 400

    @app.errorhandler(UnusableIndex)
    def unusable(error: UnusableIndex) -> Any:
        logger.error("%s %s", error.message, error.advice)
        later = {"Retry-After": "120"}
        if _wants_json():
            return jsonify(to_json(openapi.Problem(error.message, error.advice))), 503, later
        lines = "Please try again in a few minutes."
        return *_message(503, "The collection is not ready", lines), later

    @app.errorhandler(MovedError)
    def moved(error: MovedError) -> Any:
        values = {**(request.view_args or {}), "document_id": error.document_id}
        query = request.query_string.decode("ascii", "replace")
        address = url_for(request.endpoint or "document", **values)
        response = redirect(f"{address}?{query}" if query else address, 301)
        # Should the joined documents part again, nobody may remember this answer.
        response.cache_control.no_cache = True
        return response

    @app.errorhandler(WithdrawnError)
    def withdrawn(error: WithdrawnError) -> Any:
        if _wants_json():
            return jsonify(to_json(error.tombstone)), 410
        return render_template("gone.html", tombstone=error.tombstone), 410

    @app.errorhandler(NotYetError)
    def not_yet(error: NotYetError) -> Any:
        since = wording.long_date(error.first_indexed)
        advice = f"It was first indexed on {since}. Leave out as_of to read it."
        return _problem(404, "This document was not indexed yet on that day", advice)

    @app.errorhandler(MethodNotAllowed)
    def not_allowed(error: MethodNotAllowed) -> Any:
        allowed = {"Allow": ", ".join(error.valid_methods or ())}
        return *_problem(405, "This address can only be read", "Nothing was changed."), allowed

    @app.errorhandler(MissingError)
    def missing(_: Exception) -> Any:
        return _problem(
            404,
            "Page not found",
            "If you typed the address, check that it is right. If you pasted it, check that you"
            " copied all of it.",
        )

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Any:
        status = error.code or 500
        if status == 404:
            return missing(error)
        if status >= 500:
            advice = "It has been noted. Please try again later."
            return _problem(status, "Something went wrong here", advice)
        return _problem(status, error.name, error.description or "")


def _problem(status: int, heading: str, advice: str) -> Any:
    """An error as JSON where that was asked for, else as a page."""
    if _wants_json():
        return jsonify(to_json(openapi.Problem(heading, advice))), status
    return _message(status, heading, advice)
