//! `/api/application` and `/api/tenant`: what users register for.

use super::Client;
use crate::{
    error::Error,
    transport::{
        Call, Credentials,
        operation::{Member, Method, Operation, Place, Repeat, Spec},
    },
    wire::fusionauth::{
        ApplicationRequest, ApplicationResponse, ApplicationsResponse, TenantRequest,
        TenantResponse, TenantsResponse,
    },
};

pub(crate) const CREATE_APPLICATION: Operation<ApplicationRequest, ApplicationResponse> =
    Operation::new(Spec {
        name: "create_application",
        method: Method::Post,
        path: "/api/application/{applicationId}",
        request: Place::Json,
        repeat: Repeat::Never,
        answer: &[Member::Object("application")],
    });

pub(crate) const RETRIEVE_APPLICATION: Operation<(), ApplicationResponse> = Operation::new(Spec {
    name: "retrieve_application",
    method: Method::Get,
    path: "/api/application/{applicationId}",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Object("application")],
});

pub(crate) const RETRIEVE_APPLICATIONS: Operation<(), ApplicationsResponse> =
    Operation::new(Spec {
        name: "retrieve_applications",
        method: Method::Get,
        path: "/api/application",
        request: Place::Nowhere,
        repeat: Repeat::Safe,
        answer: &[Member::List],
    });

pub(crate) const UPDATE_APPLICATION: Operation<ApplicationRequest, ApplicationResponse> =
    Operation::new(Spec {
        name: "update_application",
        method: Method::Put,
        path: "/api/application/{applicationId}",
        request: Place::Json,
        repeat: Repeat::Safe,
        answer: &[Member::Object("application")],
    });

pub(crate) const DELETE_APPLICATION: Operation<(), ()> = Operation::new(Spec {
    name: "delete_application",
    method: Method::Delete,
    path: "/api/application/{applicationId}?hardDelete=true",
    request: Place::Nowhere,
    repeat: Repeat::Unanswered,
    answer: &[Member::Nothing],
});

pub(crate) const CREATE_TENANT: Operation<TenantRequest, TenantResponse> = Operation::new(Spec {
    name: "create_tenant",
    method: Method::Post,
    path: "/api/tenant/{tenantId}",
    request: Place::Json,
    repeat: Repeat::Never,
    answer: &[Member::Object("tenant")],
});

pub(crate) const RETRIEVE_TENANT: Operation<(), TenantResponse> = Operation::new(Spec {
    name: "retrieve_tenant",
    method: Method::Get,
    path: "/api/tenant/{tenantId}",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::Object("tenant")],
});

pub(crate) const RETRIEVE_TENANTS: Operation<(), TenantsResponse> = Operation::new(Spec {
    name: "retrieve_tenants",
    method: Method::Get,
    path: "/api/tenant",
    request: Place::Nowhere,
    repeat: Repeat::Safe,
    answer: &[Member::List],
});

impl Client {
    /// Makes an application, its roles included. `POST /api/application/{applicationId}` (6.4).
    ///
    /// Without `application_id` (UUID) the server makes one up.
    ///
    /// # Errors
    /// `Conflict` when the name or the id is taken; `Validation` names members in `field_errors`;
    /// `Unauthorized` without an API key that may do this.
    pub async fn create_application(
        &self,
        application_id: Option<&str>,
        request: &ApplicationRequest,
    ) -> Result<ApplicationResponse, Error> {
        self.http
            .call(
                &CREATE_APPLICATION,
                &Call::new(Credentials::Key, application_id.as_slice()),
                request,
            )
            .await
    }

    /// The application with this id. `GET /api/application/{applicationId}` (6.4).
    ///
    /// # Errors
    /// `NotFound`; `Unauthorized` without an API key that may do this.
    pub async fn retrieve_application(
        &self,
        application_id: &str,
    ) -> Result<ApplicationResponse, Error> {
        self.http
            .call(&RETRIEVE_APPLICATION, &Call::new(Credentials::Key, &[application_id]), &())
            .await
    }

    /// All applications. `GET /api/application` (6.4).
    ///
    /// # Errors
    /// `Unauthorized` without an API key that may do this.
    pub async fn retrieve_applications(&self) -> Result<ApplicationsResponse, Error> {
        self.http.call(&RETRIEVE_APPLICATIONS, &Call::new(Credentials::Key, &[]), &()).await
    }

    /// Replaces an application: what the request leaves out gets its default, but for the roles.
    /// `PUT /api/application/{applicationId}` (6.4).
    ///
    /// To change one setting, change it in what
    /// [`retrieve_application`](Self::retrieve_application) gave: members that are unknown here
    /// survive.
    ///
    /// # Errors
    /// `NotFound`; `Conflict` when the name is taken; `Validation` names members in `field_errors`;
    /// `Unauthorized` without an API key that may do this.
    pub async fn update_application(
        &self,
        application_id: &str,
        request: &ApplicationRequest,
    ) -> Result<ApplicationResponse, Error> {
        self.http
            .call(&UPDATE_APPLICATION, &Call::new(Credentials::Key, &[application_id]), request)
            .await
    }

    /// Deletes an application for good, its registrations included. `DELETE
    /// /api/application/{applicationId}?hardDelete=true` (8.2).
    ///
    /// # Errors
    /// `NotFound`; `Unauthorized` without an API key that may do this.
    pub async fn delete_application(&self, application_id: &str) -> Result<(), Error> {
        self.http
            .call(&DELETE_APPLICATION, &Call::new(Credentials::Key, &[application_id]), &())
            .await
    }

    /// Makes a tenant. `POST /api/tenant/{tenantId}` (6.4).
    ///
    /// Without `tenant_id` (UUID) the server makes one up.
    ///
    /// # Errors
    /// `Conflict` when the name or the id is taken; `Validation` names members in `field_errors`;
    /// `Unauthorized` without an API key that may do this.
    pub async fn create_tenant(
        &self,
        tenant_id: Option<&str>,
        request: &TenantRequest,
    ) -> Result<TenantResponse, Error> {
        self.http
            .call(&CREATE_TENANT, &Call::new(Credentials::Key, tenant_id.as_slice()), request)
            .await
    }

    /// The tenant with this id. `GET /api/tenant/{tenantId}` (6.4).
    ///
    /// # Errors
    /// `NotFound`; `Unauthorized` without an API key that may do this.
    pub async fn retrieve_tenant(&self, tenant_id: &str) -> Result<TenantResponse, Error> {
        self.http.call(&RETRIEVE_TENANT, &Call::new(Credentials::Key, &[tenant_id]), &()).await
    }

    /// All tenants. `GET /api/tenant` (6.4).
    ///
    /// # Errors
    /// `Unauthorized` without an API key that may do this.
    pub async fn retrieve_tenants(&self) -> Result<TenantsResponse, Error> {
        self.http.call(&RETRIEVE_TENANTS, &Call::new(Credentials::Key, &[]), &()).await
    }
}
