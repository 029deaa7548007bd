"""The web front end: routes, errors and headers. What the pages show comes from search/.

Every page is rendered on the server from a documented record, works without JavaScript, and carries
the address that one may quote.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import gzip
import hashlib
import logging
from collections.abc import Callable, Iterator
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
)
from flask_bootstrap import Bootstrap5
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from indexer.errors import BadRequest, ConfigurationError, UnusableIndex
from indexer.records import to_json
from indexer.settings import load
from indexer.store import StoredDocument, Tombstone
from search import (
    about,
    arguments,
    citation_files,
    citations,
    collected,
    compare,
    councils,
    directory,
    evidence,
    explaining,
    exports,
    feeds,
    finder,
    openapi,
    overview,
    pages,
    provenance,
    revisions,
    schema_org,
    similar,
    since,
    sitemaps,
    standing,
    timelines,
    wording,
)
from search import coverage as holdings
from search.library import Library, Session
from search.marking import Marking
from search.request import PAGE_SIZE, SearchRequest, canonical, document_address, parse
from search.results import Results, contract_json, run

logger = logging.getLogger(__name__)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self';"
        " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Search words stay here: other sites are told nothing of where a reader came from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
COMPRESSIBLE = ("text/", "application/json", "application/javascript", "image/svg+xml")


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
    app.json.sort_keys = False  # type: ignore[attr-defined]
    Bootstrap5(app)
    library = Library.open(index or load().index)
    for rule, view in ROUTES.items():
        app.add_url_rule(rule, view.__name__, _in_session(library, rule, view))
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
            return view(session.on(day), **values)

    return answer


def home(session: Session) -> str:
    """Show where to start."""
    return render_template("home.html", page=overview.home(session))


def search(session: Session) -> Any:
    """Show a page of results, at its canonical address only."""
    asked = _asked()
    address = canonical(asked)
    if address != _asked_address():
        return redirect(address)
    results = run(session, asked)
    return render_template(
        "search.html",
        results=results,
        citation=_search_citation(session, results),
        typed=dict(request.args.items()),
        forms=finder.forms(asked),
        address=lambda **changes: canonical(dataclasses.replace(asked, **changes)),
    )


def search_choices(session: Session, facet: str) -> str:
    """Show every choice of one filter, to look it up."""
    if facet not in finder.FACET_LABELS:
        raise NotFound
    results = run(session, _asked())
    return render_template(
        "choices.html",
        results=results,
        label=finder.FACET_LABELS[facet],
        values=finder.by_name(results.facets[facet]),
    )


def search_json(session: Session) -> Response:
    """Give a page of results as in the contract."""
    asked, explain = explaining.read(arguments.read(request.query_string))
    results = run(session, asked)
    more = explaining.explanations(session, results) if explain else {}
    return jsonify(contract_json(results) | more)


def search_csv(session: Session) -> Response:
    """Give all results for a spreadsheet."""
    return _csv(exports.csv_lines(session, _asked(), _absolute))


def search_atom(session: Session) -> Response:
    """Give the newest results as a feed."""
    feed = feeds.atom(session, _asked(), _absolute)
    return Response(feed, mimetype="application/atom+xml")


def search_cite(session: Session) -> str:
    """Show how to cite a search."""
    results = run(session, _asked())
    citation = _search_citation(session, results)
    return render_template(
        "cite.html",
        citation=citation,
        forms=citation_files.forms(citation),
        subject="search",
        document=None,
        back=results.canonical,
        download="/search",
    )


def search_bibtex(session: Session) -> Response:
    """Give the citation of a search as BibTeX."""
    text = citation_files.bibtex(_search_citation(session, run(session, _asked())))
    return Response(text, mimetype="application/x-bibtex")


def search_ris(session: Session) -> Response:
    """Give the citation of a search for reference managers."""
    text = citation_files.ris(_search_citation(session, run(session, _asked())))
    return Response(text, mimetype="application/x-research-info-systems")


def document(session: Session, document_id: str) -> str:
    """Show a document, the words of ?q= marked."""
    stored = _stored(session, document_id)
    q = " ".join(request.args.get("q", "").split())
    try:
        marking, trouble = Marking(q), ""
    except BadRequest as error:
        marking, trouble = Marking(""), error.mistakes[0].message
    meeting = stored.document.meeting
    siblings = session.snapshot.meeting(meeting.id) if meeting else []
    return render_template(
        "document.html",
        page=pages.document_page(
            stored.document,
            marking,
            [each.document for each in siblings],
            standing.told(session.reader, stored.document),
            session.day,
        ),
        revision=revisions.revision(session, stored.document),
        similar=similar.briefly(session, stored.document),
        stored=stored,
        versions=session.snapshot.versions(document_id),
        citation=citations.cite(stored.document, None, _absolute(""), _today(), session.day),
        json_ld=Markup(schema_org.json_ld(stored.document, _absolute)),  # noqa: S704
        q=q,
        trouble=trouble,
        back=canonical(SearchRequest(q=q, as_of=session.day)),
        listed=evidence.references(request.args.getlist("p")),
    )


def document_json(session: Session, document_id: str) -> Response:
    """Give a document's whole record."""
    document = _stored(session, document_id).document
    return jsonify(
        to_json(document) | {"standing": to_json(standing.in_force(session.reader, document))}
    )


def document_text(session: Session, document_id: str) -> Response:
    """Give a document's text."""
    text = pages.as_text(_stored(session, document_id).document, _absolute, session.day)
    return Response(text, mimetype="text/plain")


def document_source(session: Session, document_id: str) -> Any:
    """Hand over the file that a document was read from."""
    stored = _stored(session, document_id)
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


def document_cite(session: Session, document_id: str) -> str:
    """Show how to cite a document, or with ?paragraph= one paragraph of it."""
    citation = _citation(session, document_id)
    anchor = request.args.get("paragraph")
    return render_template(
        "cite.html",
        citation=citation,
        forms=citation_files.forms(citation),
        subject="paragraph" if anchor else "document",
        document=_stored(session, document_id).document,
        back=document_address(document_id, anchor=anchor, as_of=session.day),
        download=document_address(document_id),
    )


def document_similar(session: Session, document_id: str) -> str:
    """Show what is like a document, or with ?paragraph= like one paragraph of it."""
    return render_template("similar.html", page=_similar(session, document_id))


def document_similar_json(session: Session, document_id: str) -> Response:
    """Give what is like a document, or with ?paragraph= like one paragraph of it."""
    return jsonify(similar.contract_json(_similar(session, document_id)))


def document_bibtex(session: Session, document_id: str) -> Response:
    """Give the citation as BibTeX."""
    text = citation_files.bibtex(_citation(session, document_id))
    return Response(text, mimetype="application/x-bibtex")


def document_ris(session: Session, document_id: str) -> Response:
    """Give the citation for reference managers."""
    text = citation_files.ris(_citation(session, document_id))
    return Response(text, mimetype="application/x-research-info-systems")


def meeting(session: Session, meeting_id: str) -> str:
    """Show the items of a meeting."""
    documents = [stored.document for stored in session.snapshot.meeting(meeting_id)]
    if not documents or not documents[0].meeting:
        raise NotFound
    withdrawn = session.withdrawn(document.id for document in documents)
    return render_template(
        "meeting.html",
        page=pages.meeting_page(documents[0].meeting, documents, session.day, withdrawn),
        since=since.of_meeting(session, meeting_id, pages.meeting_url(meeting_id)),
    )


def evidence_list(session: Session) -> Any:
    """Show paragraphs collected in the address, at its canonical form only."""
    asked = evidence.read(arguments.read(request.query_string))
    address = evidence.canonical(asked)
    if address != _asked_address():
        return redirect(address)
    return render_template("evidence.html", page=_collected(session, asked))


def evidence_json(session: Session) -> Response:
    """Give an evidence list as a record."""
    return jsonify(to_json(_written(_collected(session))))


def evidence_csv(session: Session) -> Response:
    """Give an evidence list for a spreadsheet."""
    return _csv(collected.as_csv(_written(_collected(session))))


def evidence_text(session: Session) -> Response:
    """Give an evidence list as plain text."""
    return Response(collected.as_text(_written(_collected(session))), mimetype="text/plain")


def evidence_markdown(session: Session) -> Response:
    """Give an evidence list as Markdown."""
    page = _collected(session)
    return Response(collected.as_markdown(page, _written(page)), mimetype="text/markdown")


def evidence_bibtex(session: Session) -> Response:
    """Give the citations of an evidence list as BibTeX."""
    text = collected.as_bibtex(_collected(session))
    return Response(text, mimetype="application/x-bibtex")


def evidence_ris(session: Session) -> Response:
    """Give the citations of an evidence list for reference managers."""
    text = collected.as_ris(_collected(session))
    return Response(text, mimetype="application/x-research-info-systems")


def all_councils(session: Session) -> str:
    """List the councils."""
    return render_template("councils.html", councils=directory.directory(session))


def councils_csv(session: Session) -> Response:
    """Give the councils with their grades for a spreadsheet."""
    return _csv(directory.csv_lines(session, _absolute))


def councils_json(session: Session) -> Response:
    """Give the councils with the overall grade last reported of each."""
    return jsonify(directory.contract_json(session))


def council(session: Session, slug: str) -> str:
    """Show one council."""
    page = councils.council_page(session, slug)
    if page is None:
        raise NotFound
    return render_template("council.html", page=page)


def compare_councils(session: Session) -> Any:
    """Show councils side by side, at the canonical address only."""
    page = compare.comparison(session, _asked())
    if page.canonical != _asked_address():
        return redirect(page.canonical)
    return render_template(
        "compare.html", page=page, most=compare.MOST, few=compare.FEW, band=timelines.BAND
    )


def compare_csv(session: Session) -> Response:
    """Give the numbers of a comparison for a spreadsheet."""
    return _csv(compare.csv_lines(session, compare.comparison(session, _asked()), _absolute))


def compare_json(session: Session) -> Response:
    """Give a comparison with its passages and grades."""
    return jsonify(compare.contract_json(session, compare.comparison(session, _asked())))


def coverage(session: Session) -> Any:
    """Show what the collection holds, and what not, at its canonical address only."""
    (kind,) = parse({"kind": request.args.getlist("kind")}).kind or (None,)
    page = holdings.coverage(session, kind)
    if page.canonical != _asked_address():
        return redirect(page.canonical)
    return render_template("coverage.html", page=page, most=holdings.SHOWN)


def coverage_csv(session: Session) -> Response:
    """Give the number of documents of each council, year and kind for a spreadsheet."""
    return _csv(holdings.csv_lines(session, _absolute))


def coverage_json(session: Session) -> Response:
    """Give the number of documents of each council, year and kind."""
    return jsonify(holdings.contract_json(session))


def coverage_files(session: Session) -> Response:
    """Give what became of every file for a spreadsheet."""
    return _csv(holdings.files_csv(session))


def help_page(session: Session) -> str:
    """Teach searching by examples."""
    del session
    return render_template("help.html", searches=finder.TAUGHT)


def about_the_data(session: Session) -> str:
    """Say how the data was read, and how often wrongly."""
    del session
    page = about.about()
    forms = citation_files.forms(about.citation(page, _absolute(""), _today()))
    return render_template("about.html", page=page, labels=about.LABELS, forms=forms)


def opensearch(session: Session) -> Response:
    """Describe the search to browsers."""
    del session
    text = render_template("opensearch.xml")
    return Response(text, mimetype="application/opensearchdescription+xml")


def openapi_json(session: Session) -> Response:
    """Describe the addresses that programs read."""
    del session
    routes = (
        (rule, view.__name__, (view.__doc__ or "").partition("\n")[0])
        for rule, view in ROUTES.items()
    )
    return jsonify(openapi.describe(_absolute(""), routes))


def sitemap(session: Session) -> Response:
    """List the documents for robots."""
    return Response(sitemaps.sitemap(session.snapshot.ids(), _absolute), mimetype="application/xml")


def sitemap_part(session: Session, number: str) -> Response:
    """List a part of the documents for robots, where they are too many for one list."""
    written = sitemaps.part(session.snapshot.ids(), number, _absolute)
    if written is None:
        raise NotFound
    return Response(written, mimetype="application/xml")


def robots(session: Session) -> Response:
    """Ask robots to read documents and leave searches alone."""
    del session
    rules = ("User-agent: *", "Disallow: /search", "Disallow: /compare", "Disallow: /evidence")
    text = "\n".join([*rules, f"Sitemap: {_absolute('/sitemap.xml')}", ""])
    return Response(text, mimetype="text/plain")


ROUTES: dict[str, Callable[..., Any]] = {
    "/": home,
    "/search": search,
    "/search/choices/<facet>": search_choices,
    "/search.json": search_json,
    "/search.csv": search_csv,
    "/search.atom": search_atom,
    "/search/cite": search_cite,
    "/search.bib": search_bibtex,
    "/search.ris": search_ris,
    "/documents/<document_id>": document,
    "/documents/<document_id>.json": document_json,
    "/documents/<document_id>.txt": document_text,
    "/documents/<document_id>/cite": document_cite,
    "/documents/<document_id>/similar": document_similar,
    "/documents/<document_id>/similar.json": document_similar_json,
    "/documents/<document_id>.bib": document_bibtex,
    "/documents/<document_id>.ris": document_ris,
    "/documents/<document_id>/source": document_source,
    "/meetings/<meeting_id>": meeting,
    "/evidence": evidence_list,
    "/evidence.json": evidence_json,
    "/evidence.csv": evidence_csv,
    "/evidence.txt": evidence_text,
    "/evidence.md": evidence_markdown,
    "/evidence.bib": evidence_bibtex,
    "/evidence.ris": evidence_ris,
    "/councils": all_councils,
    "/councils.csv": councils_csv,
    "/councils.json": councils_json,
    "/councils/<slug>": council,
    "/compare": compare_councils,
    "/compare.csv": compare_csv,
    "/compare.json": compare_json,
    "/coverage": coverage,
    "/coverage.csv": coverage_csv,
    "/coverage.json": coverage_json,
    "/coverage/files.csv": coverage_files,
    "/help": help_page,
    about.ADDRESS: about_the_data,
    "/opensearch.xml": opensearch,
    "/openapi.json": openapi_json,
    "/sitemap.xml": sitemap,
    "/sitemap-<number>.xml": sitemap_part,
    "/robots.txt": robots,
}


class WithdrawnError(HTTPException):
    """A document that was here once; says what is left of it."""

    code = 410

    def __init__(self, tombstone: Tombstone) -> None:
        super().__init__()
        self.tombstone = tombstone


class NotYetError(NotFound):
    """A document that was not indexed yet on the day that is looked back to."""

    def __init__(self, stored: StoredDocument) -> None:
        super().__init__()
        self.first_indexed = stored.first_indexed


def _stored(session: Session, document_id: str) -> StoredDocument:
    """The document of this address; 410 where it was withdrawn, 404 where there never was one."""
    if document_id in (withdrawn := session.withdrawn([document_id])):
        raise WithdrawnError(withdrawn[document_id])
    if stored := session.snapshot.document(document_id):
        return stored
    if tombstone := session.snapshot.tombstone(document_id):
        raise WithdrawnError(tombstone)
    if session.present and (stored := session.present.snapshot.document(document_id)):
        raise NotYetError(stored)
    raise NotFound


def _asked() -> SearchRequest:
    """The search that the address asks for."""
    return parse(arguments.read(request.query_string))


def _csv(lines: Iterator[str]) -> Response:
    return Response(
        stream_with_context(lines),
        mimetype="text/csv",
        headers={"Content-Disposition": "attachment; filename=minutebook.csv"},
    )


def _similar(session: Session, document_id: str) -> similar.Similar:
    """What is like the document or paragraph that the request names."""
    document = _stored(session, document_id).document
    found = similar.similar(session, document, request.args.get("paragraph"))
    if found is None:
        raise NotFound
    return found


def _citation(session: Session, document_id: str) -> citations.Citation:
    """The citation that the request asks for: ?paragraph= names one, else the whole document."""
    document = _stored(session, document_id).document
    anchor = request.args.get("paragraph")
    citation = citations.cite(document, anchor, _absolute(""), _today(), session.day)
    if citation is None:
        raise NotFound
    return citation


def _collected(
    session: Session, asked: evidence.EvidenceRequest | None = None
) -> collected.EvidencePage:
    if asked is None:
        asked = evidence.read(arguments.read(request.query_string), ("p", "as_of"))
    return collected.evidence_page(session, asked, _absolute(""), _today())


def _written(page: collected.EvidencePage) -> collected.EvidenceList:
    return collected.written(page, _absolute, _today())


def _search_citation(session: Session, results: Results) -> citations.Citation:
    indexed = session.on(results.request.as_of).generation.published_at.date()
    return citations.cite_search(results, indexed, _absolute(""), _today())


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
    """Give templates their filters, and every asset an address that changes with its content."""
    folder = Path(app.static_folder or "")

    @functools.cache
    def asset(name: str) -> str:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:10]
        return f"/static/{name}?v={digest}"

    app.context_processor(lambda: {"session": g.get("session")})
    app.jinja_env.filters.update(
        absolute=_absolute,
        collecting=evidence.collecting,
        document_address=document_address,
        evidence_url=provenance.evidence_url,
        filename=lambda path: path.rpartition("/")[2],
        host=lambda url: urlsplit(url).hostname or url,
        is_web=lambda url: urlsplit(url).scheme in ("http", "https"),
        long_date=wording.long_date,
        sentence_case=lambda text: text[:1].upper() + text[1:],
        spoken=wording.spoken,
        offered=finder.offered,
        thousands="{:,}".format,
        unlabelled=lambda html, label: Markup(wording.unlabelled(html, label)),  # noqa: S704
    )
    app.jinja_env.globals.update(
        asset=asset,
        argument_labels=finder.ARGUMENT_LABELS,
        counted=wording.counted,
        facet_labels=finder.FACET_LABELS,
        facet_notes=finder.FACET_NOTES,
        most_choices=finder.MOST_CHOICES,
        page_numbers=finder.page_numbers,
        page_size=PAGE_SIZE,
        search_url=finder.search_url,
        happened=since.HAPPENED,
        today=_today,
    )


def _add_headers(app: Flask) -> None:
    """Security headers, validators from the generation, and compression."""
    software = _software()

    def validator() -> str:
        generation = g.session.generation
        # The day counts too: a citation says when its document was seen.
        mark = f"{generation.number}-{generation.published_at.isoformat()}-{software}-{_today()}"
        return hashlib.sha256(mark.encode()).hexdigest()[:16]

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.status_code == 200 and "session" in g and not response.direct_passthrough:
            response.set_etag(validator(), weak=True)
            response.last_modified = g.session.generation.published_at
            response.cache_control.no_cache = True
            response.make_conditional(request)
        if request.path.startswith(("/search", "/compare", "/evidence")):
            response.headers["X-Robots-Tag"] = "noindex"
        if request.path.startswith("/static/") and "v" in request.args:
            response.cache_control.max_age = 365 * 86400
            response.cache_control.immutable = True
        return _compressed(response)


def _software() -> str:
    """A fingerprint of what renders the pages, so that an upgrade makes cached pages stale."""
    home = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*home.glob("templates/*"), *home.glob("static/*.*"), *home.glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _compressed(response: Response) -> Response:
    """Compress text with gzip where the browser takes it."""
    mimetype = response.mimetype or ""
    if (
        response.status_code != 200
        or "Content-Encoding" in response.headers
        or "Content-Range" in response.headers
        or (response.is_streamed and not response.direct_passthrough)
        or not mimetype.startswith(COMPRESSIBLE)
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

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Any:
        status = error.code or 500
        if status == 404:
            return _problem(
                404,
                "Page not found",
                "If you typed the address, check that it is right. If you pasted it, check that you"
                " copied all of it.",
            )
        if status >= 500:
            advice = "It has been noted. Please try again later."
            return _problem(status, "Something went wrong here", advice)
        return _problem(status, error.name, error.description or "")


def _problem(status: int, heading: str, advice: str) -> Any:
    """An error as JSON where that was asked for, else as a page."""
    if _wants_json():
        return jsonify(to_json(openapi.Problem(heading, advice))), status
    return _message(status, heading, advice)
