// What the build defines: which features this build of the package has.

declare const FUSIO: boolean;
declare const SESSION: boolean;
