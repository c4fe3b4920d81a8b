// The one client of this page. Where the server is comes from the build (`VITE_API_URL`).

import { FusioClient } from "matricula";

export const client = new FusioClient({ baseUrl: import.meta.env.VITE_API_URL ?? location.origin });
