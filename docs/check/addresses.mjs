// The addresses of servers on the pages of the guide. The checks and the playground replace these addresses with the
// address of the test server.

export const ADDRESSES = ["https://api.example.com", "https://auth.example.com", "http://127.0.0.1:8080"];
