// The paths of the pages for FusionAuth.

export const START = "/fusionauth";
export const loginOf = (applicationId: string) => `${START}/login/${applicationId}`;
export const signUpOf = (applicationId: string) => `${START}/signup/${applicationId}`;
export const forgotOf = (applicationId: string) => `${START}/forgot/${applicationId}`;
export const passwordlessOf = (applicationId: string) => `${START}/passwordless/${applicationId}`;
export const profileOf = (applicationId: string) => `${START}/profile/${applicationId}`;

export const ADMIN = `${START}/admin`;
export const newUserIn = (tenantId: string) => `${ADMIN}/new/${tenantId}`;
export const userOf = (userId: string) => `${ADMIN}/user/${userId}`;
export const registrationOf = (userId: string, applicationId: string) =>
  `${ADMIN}/registration/${userId}.${applicationId}`;

// The paths of the pages that the links in FusionAuth's messages open.
export const VERIFY_REGISTRATION = "/registration/verify";
export const VERIFY_EMAIL = "/email/verify";
export const VERIFY_PHONE = "/phone/verify";
export const CHANGE_PASSWORD = "/password/change";
export const PASSWORDLESS = "/oauth2/passwordless";
