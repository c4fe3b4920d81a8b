// The administration of registrations, for operators.

export { Edit } from "./Edit.tsx";
export { NewUser } from "./NewUser.tsx";
export { Search } from "./Search.tsx";
export { UserPage } from "./UserPage.tsx";
