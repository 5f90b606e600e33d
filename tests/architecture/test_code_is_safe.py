"""What our own code never does: run text as code, open addresses, roll dice for secrets, keep things in browsers."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.code import BASE_DIR, calls, modules


def imported() -> Iterator[tuple[str, str]]:
    """Every module that is imported, with the file that does."""
    for path, module in modules().items():
        for node in ast.walk(module):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((path, f"{node.module}.{alias.name}") for alias in node.names)


def returned(path: str, function: str) -> ast.expr:
    """What a function of a file returns."""
    (found,) = [
        node.body[-1].value
        for node in ast.walk(modules()[path])
        if isinstance(node, ast.FunctionDef) and node.name == function and isinstance(node.body[-1], ast.Return)
    ]
    assert found
    return found


def scripts() -> Iterator[tuple[str, str]]:
    for path in (BASE_DIR / "static" / "ui").glob("*.js"):
        yield path.name, path.read_text(encoding="utf-8")


def templates() -> Iterator[tuple[str, str]]:
    for path in (BASE_DIR / "templates").rglob("*.html"):
        yield str(path.relative_to(BASE_DIR)), path.read_text(encoding="utf-8")


@pytest.mark.asvs("1.3.2")
def test_no_text_is_run_as_code() -> None:
    assert {path for path, name, _ in calls() if name in {"eval", "exec", "compile", "__import__"}} == set()
    assert [name for name, text in scripts() if re.search(r"\beval\(|new Function\(|setTimeout\(\s*[\"'`]", text)] == []


@pytest.mark.asvs("1.2.5")
def test_no_command_goes_through_a_shell() -> None:
    shells = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"}
    wrong = [
        path
        for path, name, call in calls()
        if name in shells
        or (name.startswith("subprocess.") and any(word.arg == "shell" for word in call.keywords))
        or (name.startswith("subprocess.") and isinstance(call.args[0], ast.Constant | ast.JoinedStr | ast.BinOp))
    ]
    assert wrong == []


@pytest.mark.asvs("1.2.4")
def test_no_entered_text_is_part_of_a_query() -> None:
    """Queries are Django's, but for a few that are written out: their text is ours, and what is typed a parameter."""
    written = {"raw", "extra", "RawSQL"}
    assert {path for path, name, _ in calls() if name.rpartition(".")[2] in written} == {"finding/full_text.py"}
    composed = {
        (path, ast.unparse(call.args[0]))
        for path, name, call in calls()
        if name.rpartition(".")[2] in {"execute", "executemany", "executescript"}
        and not isinstance(call.args[0], ast.Constant)
    }
    # Counting the rows of our own tables, for a backup; a row for a model's table and columns.
    assert composed == {
        ("bcssp/backup/databases.py", "statement"),
        ("indicators/returns/bulk.py", "f'INSERT INTO {table} ({columns}) VALUES ({places})'"),
    }
    composed = {
        ast.unparse(word.value)
        for path, name, call in calls()
        if path == "finding/full_text.py" and name.endswith(".extra")
        for word in call.keywords
        if word.arg in {"where", "select", "tables"}
    }
    assert all(re.search("dialect", text) and not re.search("question|terms", text) for text in composed), composed


@pytest.mark.asvs("5.3.2")
def test_no_name_of_an_upload_becomes_a_path() -> None:
    """Files that are sent are kept in the database, or under their hash: Django's own fields would use their names."""
    fields = {"models.FileField", "models.ImageField", "models.FilePathField"}
    assert {path for path, name, _ in calls() if name in fields} == set()
    assert {path for path, name in imported() if "core.files.storage" in name} == set()
    ways = {"mkstemp", "write_bytes", "copyfile", "NamedTemporaryFile"}
    writing = {path for path, name, _ in calls() if name.rpartition(".")[2] in ways}
    # Of these one stores what people send: by its hash.
    assert writing == {
        "bcssp/backup/make.py",
        "bcssp/backup/restore.py",
        "bcssp/health/readings.py",
        "bcssp/management/commands/write_error_pages.py",
        "reports/editions/storage.py",
        "reports/management/commands/build_annual_report.py",
    }
    assert ast.unparse(returned("reports/editions/storage.py", "path_of")) == (
        "folder() / sha256[:2] / f'{sha256}.{ending}'"
    )


def test_what_people_send_is_read_in_a_process_of_its_own_alone() -> None:
    """No other code calls what reads files of strangers: the readers call each other, `in_child` the first of them."""
    inside = {ast.unparse(call.args[0]) for _, name, call in calls() if name == "in_child"}
    readers = {"read_upload", "read_plain_table", "read_populations", "check_pdf", "clean_pdf", "draw_picture"}
    readers |= {"marked_workbook", "marked_csv", "import_string(settings.READS_PLAIN_TABLES)"}
    assert inside == readers | {"render_pdf"}
    # To clean a PDF begins with checking it.
    called = {(path, name) for path, name, _ in calls() if name.rpartition(".")[2] in readers}
    assert called == {("learning/media/pdf_clean.py", "check_pdf")}
    libraries = {"python_calamine", "pikepdf", "PIL", "zipfile"}
    opening = {path for path, name in imported() if name.split(".")[0] in libraries}
    written = {"reports/document/render/csv_files.py", "reports/document/views/sections.py"}
    assert opening - written == {
        "indicators/parsing/archive.py",
        "indicators/parsing/xlsx_file.py",
        "indicators/parsing/xlsx_look.py",
        "indicators/parsing/xlsx_parts.py",
        "learning/media/pdf_clean.py",
        "learning/media/picture_check.py",
        "partnership/pdf_check.py",
        "partnership/pdf_streams.py",
    }, "give the reader to `in_child`, and name it here"


@pytest.mark.asvs("1.3.7")
def test_no_template_is_made_of_text() -> None:
    made = {"from_string", "Template", "engines"}
    found = {path for path, name in imported() if name.rpartition(".")[2] in made and "django" in name}
    # It shows the source of its own examples.
    assert found == {"ui/style_guide.py"}


@pytest.mark.asvs("1.3.6", "13.1.1", "13.2.4", "13.2.5", "15.3.2")
def test_portal_opens_no_address_that_somebody_could_choose() -> None:
    clients = ("requests", "httpx", "urllib.request", "urllib3", "aiohttp", "ftplib", "http.client", "telnetlib")
    found = {path for path, name in imported() if name.startswith(clients)}
    assert found == {"bcssp/supervisor/portal.py"}, "docs/security.md lists who the portal talks to"
    text = (BASE_DIR / "bcssp/supervisor/portal.py").read_text(encoding="utf-8")
    assert re.findall(r"HTTPConnection\(([^,)]*)", text) == ['"127.0.0.1"'], "its own web server alone"


@pytest.mark.asvs("6.5.3", "11.5.1")
def test_secrets_come_from_the_secure_generator() -> None:
    # Sending is put off by a little more or less: nobody gains by guessing that.
    assert {path for path, name in imported() if name.split(".")[0] == "random"} == {"mailing/sending.py"}
    short = [
        (path, ast.unparse(call))
        for path, name, call in calls()
        if name == "secrets.token_urlsafe"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and int(str(call.args[0].value)) < 16
    ]
    # Passwords of the example on one's own computer, and the name of a device, which opens nothing.
    assert {path for path, _ in short} <= {
        "bcssp/supervisor/options.py",
        "bcssp/management/commands/load_example.py",
        "bcssp/accounts/known_device.py",
    }


@pytest.mark.asvs("11.2.1", "11.4.1", "11.4.3", "11.3.1", "11.3.2")
def test_cryptography_is_that_of_known_libraries_and_no_weak_one() -> None:
    used = {name for _, name in imported() if name.startswith(("hashlib", "hmac", "cryptography", "Crypto", "nacl"))}
    assert used <= {
        "hashlib",
        "hashlib.sha256",
        "hmac",
        "cryptography.fernet.Fernet",
        "cryptography.fernet.InvalidToken",
        "cryptography.fernet.MultiFernet",
    }
    weak = {"hashlib.md5", "hashlib.sha1", "hashlib.new"}
    assert {path for path, name, _ in calls() if name in weak} == set()


@pytest.mark.asvs("15.3.3")
def test_no_form_takes_whatever_is_sent() -> None:
    wrong = [
        path
        for path, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == "fields" for target in node.targets)
        and isinstance(node.value, ast.Constant)
        and node.value.value == "__all__"
    ]
    assert wrong == []
    assert [path for path, name, _ in calls() if name.endswith(("request.POST.dict", "request.POST.items"))] == []


@pytest.mark.asvs("1.2.9")
def test_pattern_that_is_made_meanwhile_escapes_its_words() -> None:
    """A pattern inside a function is made of something: it escapes it, or is made of our own words."""
    found = set()
    for path, module in modules().items():
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef):
                text = ast.unparse(function)
                if re.search(r"re\.\w+\(f[\"']", text) and "re.escape" not in text:
                    found.add(f"{path}: {function.name}")
    # The first part of the names of a form's own fields.
    assert found == {"ui/row_forms.py: _sent_numbers"}


@pytest.mark.asvs("1.3.10")
def test_no_typed_text_is_a_format() -> None:
    found = {
        (path, ast.unparse(call.func.value))
        for path, _, call in calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"format", "format_map"}
        and not isinstance(call.func.value, ast.Constant)
        and not ast.unparse(call.func.value).strip("_").isupper()
    }
    # Sentences of the modules themselves.
    own = {"super()", "sentence", "kind.sentence", "ADVICE[Kind.AGE]", "ADVICE[Kind.RARE_TOGETHER]"}
    assert {(path, name) for path, name in found if name not in own} == set()


@pytest.mark.asvs("3.5.5", "14.3.1", "14.3.3", "15.3.6")
def test_scripts_keep_nothing_in_the_browser_and_listen_to_no_other_window() -> None:
    for name, text in scripts():
        for word in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "postMessage", '"message"'):
            assert word not in text, f"{name}: {word}"
        for word in ("__proto__", "Object.assign(", "prototype["):
            assert word not in text, f"{name}: {word}"


@pytest.mark.asvs("3.7.1", "6.2.7")
def test_templates_need_no_plugin_and_hinder_no_password_manager() -> None:
    for name, text in templates():
        assert not re.search(r"<(object|embed|applet|marquee)\b", text), name
        assert "onpaste" not in text, name
    # The editor turns what is pasted into Markdown.
    assert {name for name, text in scripts() if '"paste"' in text} == {"editor.js"}
