//! The table of the control API: each path with its handler and its description.

use serde_json::Value;

use super::handlers::{self, Advance, Health};
use super::http::{Problem, described};
use super::users::{self, Everyone, UserChange};
use crate::deliveries::Delivery;
use crate::faults::Fault;
use crate::fusio::new_user::FusioUser;
use crate::fusio::unchecked;
use crate::mail::Mail;
use crate::openapi::{Content, Document, Operation, schema};
use crate::requests::SeenRequest;
use crate::route::{DELETE, GET, PATCH, POST, Route, route};
use crate::settings::Settings;
use crate::{captcha, mailbox};

/// All routes below `/_test`, except those of the provider and of the OpenAPI document.
pub(super) fn routes() -> Vec<Route> {
    vec![
        route(GET, "/health", handlers::health, |document| {
            let health = document.answered::<Health>();
            asked(document, "health", "The version, once the server is ready", &[]).answer(
                200,
                "The server is ready",
                Content::json(health),
            )
        }),
        route(POST, "/reset", handlers::reset, |document| {
            let summary = "Reset everything, including the clock and the settings";
            let operation = done(asked(document, "reset", summary, &[]));
            fallible(document, operation)
        }),
        route(POST, "/snapshot", handlers::snapshot, |document| {
            let summary = "Take a snapshot of all that the server knows";
            let operation = asked(document, "snapshot", summary, &[]);
            fallible(document, operation).answer(200, "The snapshot", Content::json(schema::any()))
        }),
        route(POST, handlers::RESTORE, handlers::restore, |document| {
            let summary = "Replace all that the server knows with a snapshot";
            let operation = bodied(document, "restore", summary, schema::any());
            let problem = document.answered::<Problem>();
            let about = "The body is longer than 64 MiB";
            let operation = operation.answer(413, about, Content::json(problem));
            fallible(document, done(operation))
        }),
        route(GET, "/outbox", handlers::outbox, |document| {
            let mails = document.answered::<Vec<Mail>>();
            to(document, "outbox", "The mails, oldest first").answer(
                200,
                "The mails",
                Content::json(mails),
            )
        }),
        route(DELETE, "/outbox", handlers::clear_outbox, |document| {
            done(asked(document, "forgetMails", "Clear the outbox", &[]))
        }),
        route(GET, "/mailbox", mailbox::list, |document| {
            to(document, "mailbox", "The mails as a page, newest first").answer(
                200,
                "The page",
                Content::html(),
            )
        }),
        route(GET, "/mailbox/{id}", mailbox::mail, |document| {
            page(described(document, "mailboxMail", "A mail as a page"))
        }),
        route(GET, "/mailbox/{id}/html", mailbox::html, |document| {
            page(described(document, "mailboxHtml", "The HTML of a mail, in a sandbox"))
        }),
        route(POST, "/clock", handlers::advance, |document| {
            let by = document.sent::<Advance>();
            let now = schema::object([("now", schema::integer())]);
            let operation = bodied(document, "advanceClock", "Move the clock forward", by);
            fallible(document, operation).answer(
                200,
                "The time, in seconds since 1970",
                Content::json(now),
            )
        }),
        route(GET, "/settings", handlers::settings, |document| {
            let settings = document.answered::<Settings>();
            asked(document, "settings", "The settings", &[]).answer(
                200,
                "The settings",
                Content::json(settings),
            )
        }),
        route(PATCH, "/settings", handlers::patch_settings, |document| {
            let (sent, settings) = (document.sent::<Settings>(), document.answered::<Settings>());
            let summary = "Change settings; lists are replaced";
            let operation = bodied(document, "changeSettings", summary, sent);
            fallible(document, operation).answer(200, "The new settings", Content::json(settings))
        }),
        route(GET, "/requests", handlers::requests, |document| {
            let seen = document.answered::<Vec<SeenRequest>>();
            let parameters = [("path", schema::text()), ("since", schema::integer())];
            let summary = "The received requests, oldest first";
            asked(document, "requests", summary, &parameters).answer(
                200,
                "The requests",
                Content::json(seen),
            )
        }),
        route(DELETE, "/requests", handlers::clear_requests, |document| {
            done(asked(document, "forgetRequests", "Clear the list of requests", &[]))
        }),
        route(GET, "/webhooks", handlers::webhooks, |document| {
            let deliveries = document.answered::<Vec<Delivery>>();
            let parameters = [("type", schema::text()), ("since", schema::integer())];
            let summary = "The events for webhooks, oldest first";
            asked(document, "webhooks", summary, &parameters).answer(
                200,
                "The events",
                Content::json(deliveries),
            )
        }),
        route(DELETE, "/webhooks", handlers::clear_webhooks, |document| {
            done(asked(document, "forgetWebhooks", "Clear the list of events for webhooks", &[]))
        }),
        route(GET, "/faults", handlers::faults, |document| {
            let faults = document.answered::<Vec<Fault>>();
            asked(document, "faults", "The pending faults", &[]).answer(
                200,
                "The faults",
                Content::json(faults),
            )
        }),
        route(POST, "/faults", handlers::add_fault, |document| {
            let fault = document.sent::<Fault>();
            done(bodied(document, "addFault", "Schedule a fault", fault))
        }),
        route(DELETE, "/faults", handlers::clear_faults, |document| {
            done(asked(document, "forgetFaults", "Remove the pending faults", &[]))
        }),
        route(GET, "/users", users::list, |document| {
            let users = document.answered::<Everyone>();
            let operation = asked(document, "users", "The users of both vendors", &[]);
            fallible(document, operation).answer(200, "The users", Content::json(users))
        }),
        route(POST, "/users", users::create_user, |document| {
            let sent = document.sent::<FusioUser>();
            let user = document.answered::<unchecked::Listed>();
            let summary = "Create a Fusio user without checking Fusio's rules for users";
            let operation = bodied(document, "createFusioUser", summary, sent);
            fallible(document, operation).answer(201, "The user", Content::json(user))
        }),
        route(PATCH, "/users", users::change_user, |document| {
            let (change, problem) = (document.sent::<UserChange>(), document.answered::<Problem>());
            let operation = bodied(document, "changeFusioUser", "Change a Fusio user", change);
            let operation = operation.answer(404, "There is no such user", Content::json(problem));
            fallible(document, done(operation))
        }),
        route(POST, "/kickstart", handlers::kickstart, |document| {
            let file = schema::any();
            done(bodied(document, "kickstart", "Apply a FusionAuth kickstart document", file))
        }),
        route(POST, "/captcha/siteverify", captcha::siteverify, |document| {
            let form = document.sent::<captcha::Verification>();
            let verdict = document.answered::<captcha::Verdict>();
            described(document, "siteverify", "The built-in captcha verifier").form(form).answer(
                200,
                "The verdict",
                Content::json(verdict),
            )
        }),
    ]
}

fn bodied(document: &mut Document, id: &str, summary: &str, body: Value) -> Operation {
    let problem = document.answered::<Problem>();
    described(document, id, summary).body(true, Content::json(body)).answer(
        400,
        "The body or the query is invalid",
        Content::json(problem),
    )
}

fn done(operation: Operation) -> Operation {
    operation.answer(204, "Done", Content::none())
}

/// An operation with the parameter `to`, which selects the mails to one address.
fn to(document: &mut Document, id: &str, summary: &str) -> Operation {
    asked(document, id, summary, &[("to", schema::text())])
}

/// An operation that takes these parameters and no others.
fn asked(
    document: &mut Document,
    id: &str,
    summary: &str,
    parameters: &[(&str, Value)],
) -> Operation {
    let problem = document.answered::<Problem>();
    described(document, id, summary).query(parameters).answer(
        400,
        "The query is invalid",
        Content::json(problem),
    )
}

/// An operation that can fail in the server itself, for example in the database.
fn fallible(document: &mut Document, operation: Operation) -> Operation {
    let problem = document.answered::<Problem>();
    operation.answer(500, "An internal error", Content::json(problem))
}

fn page(operation: Operation) -> Operation {
    operation.answer(200, "The page", Content::html()).answer(
        404,
        "There is no such mail",
        Content::html(),
    )
}
