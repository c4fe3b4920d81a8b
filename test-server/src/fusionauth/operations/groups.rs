//! The operations for groups and their members.

use axum::http::Method;
use serde_json::Value;

use crate::fusionauth::answers::{empty, json_body, member, patch_body};
use crate::fusionauth::operation::{Operation, Route, Run};
use crate::fusionauth::{group, shapes};
use crate::openapi::Content;
use crate::openapi::schema::{any, format, list, object, optional, text};

pub(super) static ALL: &[Operation] = &[
    Operation {
        name: "createGroup",
        routes: &[
            Route::key(Method::POST, "/api/group"),
            Route::key(Method::POST, "/api/group/{groupId}"),
        ],
        summary: "Create a group",
        describe: |_, _, about| member(json_body(about, sent()), "group", &shapes::group()),
        run: Run::Write(|call, db| group::GROUP.create(call, db)),
    },
    Operation {
        name: "retrieveGroup",
        routes: &[
            Route::key(Method::GET, "/api/group"),
            Route::key(Method::GET, "/api/group/{groupId}"),
        ],
        summary: "One group or all",
        describe: |_, route, about| match route.names_one() {
            true => member(about, "group", &shapes::group()),
            false => member(about, "groups", &list(&shapes::group())),
        },
        run: Run::Read(group::retrieve),
    },
    Operation {
        name: "updateGroup",
        routes: &[Route::key(Method::PUT, "/api/group/{groupId}")],
        summary: "Replace a group",
        describe: |_, _, about| member(json_body(about, sent()), "group", &shapes::group()),
        run: Run::Write(|call, db| group::GROUP.update(call, db)),
    },
    Operation {
        name: "patchGroup",
        routes: &[Route::key(Method::PATCH, "/api/group/{groupId}")],
        summary: "Change a group",
        describe: |shapes, _, about| {
            member(patch_body(shapes, about, sent()), "group", &shapes::group())
        },
        run: Run::Write(|call, db| group::GROUP.patch(call, db)),
    },
    Operation {
        name: "deleteGroup",
        routes: &[Route::key(Method::DELETE, "/api/group/{groupId}")],
        summary: "Delete a group",
        describe: |_, _, about| empty(about),
        run: Run::Write(group::delete),
    },
    Operation {
        name: "createGroupMembers",
        routes: &[Route::key(Method::POST, "/api/group/member")],
        summary: "Add users to groups",
        describe: |_, _, about| members(about),
        run: Run::Write(|call, db| group::add(call, db, false)),
    },
    Operation {
        name: "updateGroupMembers",
        routes: &[Route::key(Method::PUT, "/api/group/member")],
        summary: "Replace the users of groups",
        describe: |_, _, about| members(about),
        run: Run::Write(|call, db| group::add(call, db, true)),
    },
    Operation {
        name: "deleteGroupMembers",
        routes: &[Route::key(Method::DELETE, "/api/group/member")],
        summary: "Remove users from groups",
        describe: |_, _, about| {
            let body = optional([("memberIds", list(&text())), ("members", any())]);
            empty(json_body(about, body)).query(&[
                ("groupId", format("uuid")),
                ("memberId", text()),
                ("userId", format("uuid")),
            ])
        },
        run: Run::Write(group::remove),
    },
    Operation {
        name: "deleteGroupMember",
        routes: &[Route::key(Method::DELETE, "/api/group/member/{memberId}")],
        summary: "Remove a user from a group",
        describe: |_, _, about| empty(about),
        run: Run::Write(group::remove_one),
    },
];

/// The body of a request that creates or changes a group.
fn sent() -> Value {
    optional([("group", shapes::sent_group()), ("roleIds", list(&text()))])
}

/// A request with members of groups, and its answer.
fn members(about: crate::openapi::Operation) -> crate::openapi::Operation {
    let answer = Content::json(object([("members", shapes::group_members())]));
    json_body(about, optional([("members", any())])).answer(200, "The members", answer)
}
