//! `/api/tenant`: the tenants. Each has its own users.

use super::client::Client;
use crate::{
    transport::declare::operations,
    wire::fusionauth::{TenantRequest, TenantResponse, TenantsResponse},
};

operations! {
    /// Creates a tenant.
    ///
    /// Without `tenant_id` (UUID) the server chooses one.
    create_tenant(tenant_id: Option<&str>) -> TenantResponse {
        POST "/api/tenant/{tenantId}",
        body: Json(&TenantRequest),
        caller: Key,
        retry: Never,
        answer: [Object("tenant")],
        rejects: {
            Conflict: "the name or the id is already taken",
            Validation,
            Unauthorized,
        },
    }

    /// Returns the tenant with this id.
    retrieve_tenant(tenant_id: &str) -> TenantResponse {
        GET "/api/tenant/{tenantId}",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [Object("tenant")],
        rejects: {
            NotFound: "the tenant does not exist",
            Unauthorized,
        },
    }

    /// Lists all tenants.
    retrieve_tenants() -> TenantsResponse {
        GET "/api/tenant",
        body: None,
        caller: Key,
        retry: Safe,
        answer: [List],
        rejects: { Unauthorized },
    }
}
