"""The addresses of people, structure and accounts, and what each role gets there."""

from tests.access_rows import (
    EDITOR,
    EVERYONE,
    IN,
    READERS,
    REFERENCE,
    SIGNED_IN,
    TO,
    YEAR,
    Row,
)

PEOPLE = [
    *(Row(f"partnership:{name}-list", READERS, heading) for name, heading in REFERENCE.items()),
    *(Row(f"partnership:{name}-create", EDITOR, "Add a") for name in REFERENCE if name != "year"),
    Row("partnership:organisation-edit", EDITOR, "Council", args=lambda world: [world.council.pk]),
    Row("partnership:group-edit", EDITOR, "Board", args=lambda world: [world.seat.group_id]),
    Row("partnership:seat-edit", EDITOR, "Board", args=lambda world: [world.seat.pk]),
    Row("year-carried", READERS, "takes over", args=lambda world: [YEAR]),
    Row("partnership:year-close", EDITOR, f"Close the year {YEAR}", args=lambda world: [YEAR]),
    Row("trail", READERS, "Audit trail"),
    Row("retention", EDITOR, "Retention periods"),
    Row("retention-hold", EDITOR, "Start a legal hold"),
    Row("retention-hold-end", (IN, 403, 403, 403, 405, 403), why="only a button leads here", args=lambda world: [1]),
    Row("email-choice", SIGNED_IN, "Your emails"),
    Row("people", EDITOR, "People"),
    Row("person-create", EDITOR, "Add a person"),
    Row("person", EDITOR, "Invited partner", args=lambda world: [world.invited.pk]),
    *(
        Row(name, (IN, 403, 403, 403, 405, 403), why="only a button leads here", args=lambda world: [world.invited.pk])
        for name in ("person-invite", "person-close", "person-reopen", "person-sign-out")
    ),
    Row("person-second-factor-remove", EDITOR, "Remove two-step sign-in", args=lambda world: [world.invited.pk]),
]

ACCOUNT = [
    Row("security-txt", EVERYONE, why="for people who found a hole, as RFC 9116 says"),
    Row("change-password", (TO, TO, TO, TO, TO, TO), why="password managers ask here by habit"),
    Row("account_login", (200, TO, TO, TO, TO, TO), "Sign in"),
    Row("account_logout", (TO, 200, 200, 200, 200, 200), "Sign out"),
    Row("account_inactive", EVERYONE, "account"),
    Row("account_signup", (200, TO, TO, TO, TO, TO), "invitation"),
    Row("account_reauthenticate", (IN, 200, 200, 200, 200, 200), "Confirm"),
    Row("account_change_password", SIGNED_IN, "password"),
    Row("account_set_password", (TO,) * 6, why="leads who has no password to a link by email"),
    Row("account_reset_password", EVERYONE, "password"),
    Row("account_reset_password_done", EVERYONE, "mail"),
    Row("account_reset_password_from_key", EVERYONE, "link", args=lambda world: ["abc", "not-a-key"]),
    Row("account_reset_password_from_key_done", EVERYONE, "password"),
    Row("account_invitation", EVERYONE, "Set up your account", args=lambda world: [world.invitation_token]),
    Row("account_email_verification_sent", EVERYONE, "Check your email"),
    Row("account_confirm_email", EVERYONE, "no longer works", args=lambda world: ["not-a-key"]),
    Row("account_home", SIGNED_IN, "Your account"),
    Row("account_sessions", SIGNED_IN, "Your devices"),
    Row("account_sessions_end", (IN, 405, 405, 405, 405, 405), why="only a button leads here"),
    Row("account_session_end", (IN, 405, 405, 405, 405, 405), why="only a button leads here", args=lambda world: [1]),
    Row("mfa_index", SIGNED_IN, "Two-step sign-in"),
    Row("mfa_authenticate", (TO,) * 6, why="only in the middle of signing in"),
    Row("mfa_reauthenticate", (IN, TO, TO, TO, TO, TO), why="only with two-step sign-in set up"),
    Row("mfa_list_webauthn", (TO,) * 6, why="passkeys are listed with the other ways"),
    Row("mfa_add_webauthn", (IN, TO, TO, TO, TO, TO), why="asks for the password again first"),
    Row("mfa_edit_webauthn", (IN, TO, TO, TO, TO, TO), why="asks for the password again first", args=lambda world: [1]),
    Row(
        "mfa_remove_webauthn", (IN, TO, TO, TO, TO, TO), why="asks for the password again first", args=lambda world: [1]
    ),
    Row("mfa_login_webauthn", (TO,) * 6, why="only a script asks here"),
    Row("mfa_reauthenticate_webauthn", (IN, TO, TO, TO, TO, TO), why="only with a passkey"),
    Row("mfa_activate_totp", (IN, TO, TO, TO, TO, TO), why="asks for the password again first"),
    Row("mfa_deactivate_totp", (IN, 404, 404, 404, 404, 404), why="only with two-step sign-in set up"),
    Row("mfa_view_recovery_codes", (IN, 404, 404, 404, 404, 404), why="only with two-step sign-in set up"),
    Row("mfa_generate_recovery_codes", (IN, TO, TO, TO, TO, TO), why="only with two-step sign-in set up"),
    Row("mfa_download_recovery_codes", (IN, 404, 404, 404, 404, 404), why="only with two-step sign-in set up"),
]
