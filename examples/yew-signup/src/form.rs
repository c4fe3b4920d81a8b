//! A form whose fields show the server's errors.

use std::rc::Rc;

use matricula::Error;
use web_sys::{FormData, HtmlFormElement};
use yew::prelude::*;

/// The error of the last attempt. Errors have no `PartialEq`, so pointers are compared.
#[derive(Clone)]
pub(crate) struct Problem(pub(crate) Rc<Error>);

impl PartialEq for Problem {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// One field of a form.
#[derive(PartialEq)]
struct Field {
    name: &'static str,
    label: &'static str,
    /// The `type` of the input.
    kind: &'static str,
    autocomplete: &'static str,
}

/// The fields of a form.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Fields(&'static [Field]);

const NAME: Field = Field { name: "name", label: "Name", kind: "text", autocomplete: "username" };
const EMAIL: Field = Field { name: "email", label: "E-mail", kind: "email", autocomplete: "email" };
const PASSWORD: Field = Field {
    name: "password",
    label: "Password",
    kind: "password",
    autocomplete: "current-password",
};
const NEW_PASSWORD: Field = Field { autocomplete: "new-password", ..PASSWORD };

pub(crate) const SIGN_UP: Fields = Fields(&[NAME, EMAIL, NEW_PASSWORD]);
pub(crate) const LOG_IN: Fields = Fields(&[NAME, PASSWORD]);

/// The values in the fields of a form, when the user sends it.
pub(crate) struct Values(FormData);

impl Values {
    pub(crate) fn get(&self, name: &str) -> String {
        self.0.get(name).as_string().unwrap_or_default()
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct FormProps {
    pub(crate) fields: Fields,
    pub(crate) submit: &'static str,
    /// Whether a call is running.
    pub(crate) busy: bool,
    pub(crate) problem: Option<Problem>,
    pub(crate) onsubmit: Callback<Values>,
}

#[component]
pub(crate) fn Form(props: &FormProps) -> Html {
    let onsubmit = props.onsubmit.clone();
    let onsubmit = move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target_dyn_into::<HtmlFormElement>();
        if let Some(values) = form.and_then(|form| FormData::new_with_form(&form).ok()) {
            onsubmit.emit(Values(values));
        }
    };
    let problem = props.problem.as_ref().map(|problem| &*problem.0);
    let about = |field: &Field| Some(problem?.field_error(field.name)?.message.to_string());
    // If no field shows the error, the form shows it above the button.
    let general = problem.filter(|_| props.fields.0.iter().all(|field| about(field).is_none()));
    html! {
        <form {onsubmit} novalidate=true>
            { for props.fields.0.iter().map(|field| input(field, about(field))) }
            if let Some(problem) = general {
                <p role="alert">{ problem.to_string() }</p>
            }
            <button disabled={props.busy}>{ props.submit }</button>
        </form>
    }
}

fn input(field: &Field, complaint: Option<String>) -> Html {
    let id = format!("{}-error", field.name);
    html! {
        <p>
            <label>
                { field.label }
                <input name={field.name} type={field.kind} autocomplete={field.autocomplete}
                    aria-invalid={complaint.is_some().to_string()} aria-describedby={id.clone()} />
            </label>
            <span {id} role="alert">{ complaint }</span>
        </p>
    }
}
