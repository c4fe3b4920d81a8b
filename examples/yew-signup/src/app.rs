//! The page: its views, and the calls that change them.

use std::rc::Rc;

use matricula::{
    Config, Error, ErrorKind,
    fusio::{Account, ActivateRequest, Client, LoginRequest, RegisterRequest},
    session::{BrowserStore, Session, State},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::window;
use yew::prelude::*;

use crate::form::{Form, LOG_IN, Problem, SIGN_UP, Values};

/// The settings of the page.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The address of Fusio.
    pub api: AttrValue,
}

/// The current view.
#[derive(Clone, PartialEq)]
enum Page {
    Loading,
    SignUp,
    /// Asks the user to open the mail; has the user's e-mail address.
    LookIntoYourMail(String),
    /// The login form, with a message above it.
    LogIn(&'static str),
    Account(Rc<Account>),
    Broken(Problem),
}

/// The calls, and the state that they change.
#[derive(Clone)]
struct Model {
    session: UseStateHandle<Option<Session<Client>>>,
    page: UseStateHandle<Page>,
    problem: UseStateHandle<Option<Problem>>,
    busy: UseStateHandle<bool>,
}

impl Model {
    /// Makes a call, and then shows the view that the call returns. If the call fails, the form shows
    /// the error.
    fn run<F>(&self, call: impl FnOnce(Session<Client>) -> F + 'static)
    where
        F: Future<Output = Result<Page, Error>> + 'static,
    {
        let Some(session) = (*self.session).clone() else { return };
        let model = self.clone();
        model.busy.set(true);
        spawn_local(async move {
            match call(session).await {
                Ok(page) => model.go(page),
                Err(error) => model.problem.set(Some(Problem(Rc::new(error)))),
            }
            model.busy.set(false);
        });
    }

    fn go(&self, page: Page) {
        self.problem.set(None);
        self.page.set(page);
    }

    fn register(&self, values: &Values) {
        let email = values.get("email");
        let request = RegisterRequest::new(values.get("name"), &email, values.get("password"));
        self.run(async move |session| {
            session.client().register(&request).await?;
            Ok(Page::LookIntoYourMail(email))
        });
    }

    fn log_in(&self, values: &Values) {
        let request = LoginRequest::new(values.get("name"), values.get("password"));
        self.run(async move |session| {
            session.sign_in(&request).await?;
            account(&session).await
        });
    }

    fn log_out(&self) {
        self.run(async |session| {
            session.sign_out().await;
            Ok(Page::LogIn("You are logged out."))
        });
    }
}

/// The whole page.
#[component]
pub fn App(props: &Props) -> Html {
    let model = Model {
        session: use_state(|| None),
        page: use_state(|| Page::Loading),
        problem: use_state(|| None),
        busy: use_state(|| false),
    };
    use_effect_with(props.api.clone(), {
        let model = model.clone();
        move |api| {
            let config = Config::new(api.as_str());
            spawn_local(async move {
                match open(config, &model.session).await {
                    Ok(page) => model.page.set(page),
                    Err(error) => model.page.set(Page::Broken(Problem(Rc::new(error)))),
                }
            });
        }
    });

    let form = |fields, submit, call: fn(&Model, &Values)| {
        let (busy, problem) = (*model.busy, (*model.problem).clone());
        let onsubmit = Callback::from({
            let model = model.clone();
            move |values: Values| call(&model, &values)
        });
        html! { <Form key={submit} {fields} {submit} {busy} {problem} {onsubmit} /> }
    };
    let to = |text: &'static str, page: Page| {
        let model = model.clone();
        let onclick = move |_: MouseEvent| model.go(page.clone());
        html! { <button type="button" {onclick}>{ text }</button> }
    };
    let content = match &*model.page {
        Page::Loading => html! { <p>{ "Please wait …" }</p> },
        Page::SignUp => html! { <>
            <h1>{ "Sign up" }</h1>
            { form(SIGN_UP, "Sign up", Model::register) }
            { to("I have an account", Page::LogIn("")) }
        </> },
        Page::LookIntoYourMail(email) => html! { <>
            <h1>{ "Check your e-mail" }</h1>
            <p>{ format!("The mail to {email} has a link. Open it, then log in.") }</p>
            { to("Log in", Page::LogIn("")) }
        </> },
        Page::LogIn(said) => html! { <>
            <h1>{ "Log in" }</h1>
            <p role="status">{ *said }</p>
            { form(LOG_IN, "Log in", Model::log_in) }
            { to("I have no account", Page::SignUp) }
        </> },
        Page::Account(account) => {
            let onclick = {
                let model = model.clone();
                move |_: MouseEvent| model.log_out()
            };
            html! { <>
                <h1>{ format!("Hello, {}", account.name) }</h1>
                <p>{ account.email.clone() }</p>
                <button {onclick} disabled={*model.busy}>{ "Log out" }</button>
            </> }
        }
        Page::Broken(problem) => {
            let onclick = |_: MouseEvent| {
                if let Some(window) = window() {
                    let _ = window.location().reload();
                }
            };
            html! { <>
                <p role="alert">{ problem.0.to_string() }</p>
                <button type="button" {onclick}>{ "Try again" }</button>
            </> }
        }
    };
    html! { <main>{ content }</main> }
}

/// The first view: the result of the link in the mail, the account, or the sign-up form.
async fn open(
    config: Config,
    opened: &UseStateHandle<Option<Session<Client>>>,
) -> Result<Page, Error> {
    let store = BrowserStore::local(&config);
    let session = Session::open(Client::new(config)?, store).await;
    opened.set(Some(session.clone()));
    if let Some(token) = token_of_the_link() {
        let activated = session.client().activate(&ActivateRequest::new(token)).await;
        return Ok(Page::LogIn(match activated {
            Ok(_) => "Your account is active.",
            Err(error) if error.kind() == ErrorKind::InvalidToken => {
                "This link was used already or has expired."
            }
            Err(error) => return Err(error),
        }));
    }
    if !matches!(session.state(), State::SignedIn(_)) {
        return Ok(Page::SignUp);
    }
    match account(&session).await {
        // The server has ended the session since the last visit.
        Err(error) if error.kind() == ErrorKind::SessionExpired => {
            Ok(Page::LogIn("Please log in again."))
        }
        account => account,
    }
}

async fn account(session: &Session<Client>) -> Result<Page, Error> {
    let account = session.call(async |token| session.client().account(&token).await).await;
    account.map(|account| Page::Account(Rc::new(account)))
}

/// Returns the token from the link in the mail, and removes it from the address, because the
/// browser's history keeps addresses.
fn token_of_the_link() -> Option<String> {
    let window = window()?;
    let address = window.location().href().ok()?;
    let (page, token) = address.split_once("/register/activate/")?;
    let page = page.split_once('#').map_or(page, |(page, _)| page);
    window.history().ok()?.replace_state_with_url(&"".into(), "", Some(page)).ok()?;
    Some(token.to_owned())
}
