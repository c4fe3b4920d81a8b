//! A small API whose calls need an access token. It verifies each token itself, with the public
//! keys of the login server.
//!
//! ```sh
//! cargo run -p matricula-axum-api -- --jwks https://auth.example.com/.well-known/jwks.json \
//!     --issuer acme.com --audience 85a03867-dccf-4882-adde-1a79aeec50df
//! curl -i -H "Authorization: Bearer $TOKEN" http://127.0.0.1:3000/me
//! ```

mod api;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;

use anyhow::Result;
use clap::Parser;
use matricula::token::{Keys, Rules, Verifier};

#[derive(Parser)]
struct Arguments {
    /// The address of the login server's public keys (JWKS).
    #[arg(long)]
    jwks: String,
    /// The issuer of the tokens: the `issuer` of the FusionAuth tenant.
    #[arg(long)]
    issuer: String,
    /// The audience of the tokens: the id of your application.
    #[arg(long)]
    audience: String,
    #[arg(long, default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    // Without the audience, the API would accept tokens for other applications of the same server.
    let rules = Rules::default().with_issuer(arguments.issuer).with_audience(arguments.audience);
    let verifier = Verifier::new(Keys::url(arguments.jwks), rules)?;
    let listener = tokio::net::TcpListener::bind(arguments.listen).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, api::router(verifier)).await?;
    Ok(())
}
