//! E-mail templates are kept and shown, so that kickstart files work; mails have the server's own words.

use serde_json::json;

use super::call::Call;
use super::errors::{Errors, Refusal};
use super::reply::Reply;
use super::{normalize, store};

/// `POST|PUT /api/email/template[/{id}]`
pub(super) async fn put(call: &Call) -> Result<Reply, Refusal> {
    let mut errors = Errors::default();
    let template = call.object("emailTemplate", &mut errors);
    if template.is_none() && errors.is_empty() {
        errors.missing("emailTemplate");
    }
    errors.check()?;
    let id = call.id(0, "emailTemplateId")?.unwrap_or_else(normalize::new_id);
    let mut template = template.unwrap_or_default();
    template.insert("id".into(), id.as_str().into());
    let doc = normalize::without_nulls(template.into());
    store::put(&call.state.db, store::TEMPLATE, &id, None, &doc).await?;
    Ok(Reply::json(json!({"emailTemplate": doc})))
}

/// `GET /api/email/template[/{id}]`
pub(super) async fn retrieve(call: &Call) -> Result<Reply, Refusal> {
    let Some(id) = call.id(0, "emailTemplateId")? else {
        let all = store::list(&call.state.db, store::TEMPLATE).await?;
        return Ok(Reply::json(json!({"emailTemplates": all})));
    };
    let found = store::get(&call.state.db, store::TEMPLATE, &id).await?;
    found.map(|doc| Reply::json(json!({"emailTemplate": doc}))).ok_or_else(Refusal::not_found)
}
