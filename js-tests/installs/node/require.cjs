const { FusioClient } = require("matricula");
const [baseUrl, name] = process.argv.slice(2);

const person = { name, email: `${name}@example.com`, password: "correct-Horse-7" };
new FusioClient({ baseUrl }).register(person).then(({ message }) => console.log(message));
