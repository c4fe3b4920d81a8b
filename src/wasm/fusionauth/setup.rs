//! Applications and tenants in JavaScript.

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use super::{Answer, FusionAuthClient, given};
use crate::{
    fusionauth::{application::*, *},
    wasm::{Arguments, Who, call, options::CallOptions},
};

#[wasm_bindgen]
impl FusionAuthClient {
    /// Makes an application, its roles included.
    ///
    /// `POST /api/application/{applicationId}`. Sent once, never retried.
    ///
    /// Without `applicationId` (UUID) the server makes one up.
    ///
    /// Rejects with `conflict` when the name or the id is taken; `validation` names members in
    /// `fieldErrors`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = createApplication, unchecked_return_type = "Promise<ApplicationResponse>")]
    pub fn create_application(
        &self,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string | null | undefined")]
        application_id: JsValue,
        request: Ts<ApplicationRequest>,
        options: Option<CallOptions>,
    ) -> Answer<ApplicationResponse> {
        call(
            &self.0.http,
            &CREATE_APPLICATION.spec,
            Arguments { parameter: given(application_id), ..Arguments::by(Who::Key, request) },
            options,
        )
    }

    /// The application with this id.
    ///
    /// `GET /api/application/{applicationId}`.
    ///
    /// Rejects with `not_found`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = retrieveApplication, unchecked_return_type = "Promise<ApplicationResponse>")]
    pub fn retrieve_application(
        &self,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")]
        application_id: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<ApplicationResponse> {
        call(
            &self.0.http,
            &RETRIEVE_APPLICATION.spec,
            Arguments {
                parameter: Some(application_id),
                ..Arguments::by(Who::Key, JsValue::UNDEFINED)
            },
            options,
        )
    }

    /// All applications.
    ///
    /// `GET /api/application`.
    ///
    /// Rejects with `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = retrieveApplications, unchecked_return_type = "Promise<ApplicationsResponse>")]
    pub fn retrieve_applications(
        &self,
        options: Option<CallOptions>,
    ) -> Answer<ApplicationsResponse> {
        call(
            &self.0.http,
            &RETRIEVE_APPLICATIONS.spec,
            Arguments::by(Who::Key, JsValue::UNDEFINED),
            options,
        )
    }

    /// Replaces an application: what the request leaves out gets its default, but for the roles.
    ///
    /// `PUT /api/application/{applicationId}`.
    ///
    /// To change one setting, change it in what `retrieveApplication` gave.
    ///
    /// Rejects with `not_found`; `conflict` when the name is taken; `validation` names members in
    /// `fieldErrors`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = updateApplication, unchecked_return_type = "Promise<ApplicationResponse>")]
    pub fn update_application(
        &self,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")]
        application_id: JsValue,
        request: Ts<ApplicationRequest>,
        options: Option<CallOptions>,
    ) -> Answer<ApplicationResponse> {
        call(
            &self.0.http,
            &UPDATE_APPLICATION.spec,
            Arguments { parameter: Some(application_id), ..Arguments::by(Who::Key, request) },
            options,
        )
    }

    /// Deletes an application for good, its registrations included.
    ///
    /// `DELETE /api/application/{applicationId}?hardDelete=true`.
    ///
    /// Rejects with `not_found`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = deleteApplication, unchecked_return_type = "Promise<void>")]
    pub fn delete_application(
        &self,
        #[wasm_bindgen(js_name = applicationId, unchecked_param_type = "string")]
        application_id: JsValue,
        options: Option<CallOptions>,
    ) -> Promise {
        call(
            &self.0.http,
            &DELETE_APPLICATION.spec,
            Arguments {
                parameter: Some(application_id),
                ..Arguments::by(Who::Key, JsValue::UNDEFINED)
            },
            options,
        )
    }

    /// Makes a tenant.
    ///
    /// `POST /api/tenant/{tenantId}`. Sent once, never retried.
    ///
    /// Without `tenantId` (UUID) the server makes one up.
    ///
    /// Rejects with `conflict` when the name or the id is taken; `validation` names members in
    /// `fieldErrors`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = createTenant, unchecked_return_type = "Promise<TenantResponse>")]
    pub fn create_tenant(
        &self,
        #[wasm_bindgen(js_name = tenantId, unchecked_param_type = "string | null | undefined")]
        tenant_id: JsValue,
        request: Ts<TenantRequest>,
        options: Option<CallOptions>,
    ) -> Answer<TenantResponse> {
        call(
            &self.0.http,
            &CREATE_TENANT.spec,
            Arguments { parameter: given(tenant_id), ..Arguments::by(Who::Key, request) },
            options,
        )
    }

    /// The tenant with this id.
    ///
    /// `GET /api/tenant/{tenantId}`.
    ///
    /// Rejects with `not_found`; `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = retrieveTenant, unchecked_return_type = "Promise<TenantResponse>")]
    pub fn retrieve_tenant(
        &self,
        #[wasm_bindgen(js_name = tenantId, unchecked_param_type = "string")] tenant_id: JsValue,
        options: Option<CallOptions>,
    ) -> Answer<TenantResponse> {
        call(
            &self.0.http,
            &RETRIEVE_TENANT.spec,
            Arguments { parameter: Some(tenant_id), ..Arguments::by(Who::Key, JsValue::UNDEFINED) },
            options,
        )
    }

    /// All tenants.
    ///
    /// `GET /api/tenant`.
    ///
    /// Rejects with `unauthorized` without an API key that may do this.
    #[wasm_bindgen(js_name = retrieveTenants, unchecked_return_type = "Promise<TenantsResponse>")]
    pub fn retrieve_tenants(&self, options: Option<CallOptions>) -> Answer<TenantsResponse> {
        call(
            &self.0.http,
            &RETRIEVE_TENANTS.spec,
            Arguments::by(Who::Key, JsValue::UNDEFINED),
            options,
        )
    }
}
