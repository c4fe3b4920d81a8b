//! One registration at a time: register, verify, show, patch, delete.

use anyhow::{Context, Result};
use clap::Args;
use matricula::{
    Members,
    fusionauth::{
        Change, Client, CreateAndRegisterRequest, PatchRegistrationRequest, Registration,
        RegistrationPatch, User, UserQuery, VerifyRegistrationRequest,
    },
};

/// The user and the application of a registration.
#[derive(Args)]
pub(crate) struct Which {
    /// The user: an id (UUID), or an e-mail address.
    user: String,
    /// The application (UUID).
    #[arg(long)]
    application: String,
}

#[derive(Args)]
pub(crate) struct Register {
    /// The e-mail address of the new user.
    email: String,
    /// The application (UUID).
    #[arg(long)]
    application: String,
    /// A role; you can repeat this option. Without it, the user gets the default roles of the
    /// application.
    #[arg(long = "role")]
    roles: Vec<String>,
    /// The display name in the application.
    #[arg(long)]
    username: Option<String>,
    /// More data about the user in the application, as a JSON object.
    #[arg(long, value_parser = members)]
    data: Option<Members>,
    /// Read a password from the first line of the standard input.
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Args)]
pub(crate) struct Verify {
    /// The id from the mail, or from the answer to the registration.
    verification_id: String,
    /// The code from the mail, for applications that need one.
    #[arg(long)]
    code: Option<String>,
}

#[derive(Args)]
pub(crate) struct Patch {
    #[command(flatten)]
    which: Which,
    /// A role; you can repeat this option. The given roles replace all others.
    #[arg(long = "role")]
    roles: Vec<String>,
    /// The display name in the application; an empty name clears it.
    #[arg(long)]
    username: Option<String>,
    /// A JSON object that is merged into the data.
    #[arg(long, value_parser = members)]
    data: Option<Members>,
}

impl Register {
    pub(crate) async fn run(&self, client: &Client) -> Result<()> {
        let mut user = User::new(&self.email);
        if self.password_stdin {
            user.password = Some(crate::password()?);
        }
        let mut registration = Registration::new(&self.application);
        registration.username.clone_from(&self.username);
        registration.data.clone_from(&self.data);
        registration.roles = some(&self.roles);
        let request = CreateAndRegisterRequest::new(user, registration);
        let made = client.create_and_register(None, &request).await?;
        let id =
            made.user.and_then(|user| user.id).context("the server's answer has no user id")?;
        eprintln!("user {id}");
        show(made.registration)
    }
}

impl Verify {
    pub(crate) async fn run(&self, client: &Client) -> Result<()> {
        let mut request = VerifyRegistrationRequest::new(self.verification_id.as_str());
        request.one_time_code = self.code.as_deref().map(Into::into);
        client.verify_user_registration(&request).await?;
        println!("verified");
        Ok(())
    }
}

impl Patch {
    pub(crate) async fn run(&self, client: &Client) -> Result<()> {
        let mut patch = RegistrationPatch::new(&self.which.application);
        if let Some(name) = &self.username {
            patch.username =
                if name.is_empty() { Change::Null } else { Change::Value(name.clone()) };
        }
        if let Some(data) = &self.data {
            patch.data = Change::Value(data.clone());
        }
        if let Some(roles) = some(&self.roles) {
            patch.roles = Change::Value(roles);
        }
        let user = self.which.user_id(client).await?;
        // A merge patch replaces lists. A PATCH with `application/json` would append to lists.
        let patch = PatchRegistrationRequest::new(patch);
        show(client.merge_patch_registration(&user, &patch).await?.registration)
    }
}

impl Which {
    pub(crate) async fn show(&self, client: &Client) -> Result<()> {
        let user = self.user_id(client).await?;
        show(client.retrieve_registration(&user, &self.application).await?.registration)
    }

    pub(crate) async fn delete(&self, client: &Client) -> Result<()> {
        let user = self.user_id(client).await?;
        client.delete_registration(&user, &self.application).await?;
        println!("deleted");
        Ok(())
    }

    async fn user_id(&self, client: &Client) -> Result<String> {
        if !self.user.contains('@') {
            return Ok(self.user.clone());
        }
        let mut query = UserQuery::default();
        query.email = Some(self.user.clone());
        let found = client.find_user(&query).await?.user;
        found.id.context("the server's answer has no user id")
    }
}

/// Prints a registration without its secrets.
fn show(mut registration: Registration) -> Result<()> {
    registration.authentication_token = None;
    registration.tokens = None;
    println!("{}", serde_json::to_string_pretty(&registration)?);
    Ok(())
}

fn some(roles: &[String]) -> Option<Vec<String>> {
    (!roles.is_empty()).then(|| roles.to_vec())
}

fn members(text: &str) -> Result<Members, String> {
    serde_json::from_str(text).map_err(|_| "is not a JSON object".to_owned())
}
