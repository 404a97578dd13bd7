// Holds Kubernetes objects against the published schemas, which kubernetes-models carries as validators.
//   node check-schemas.mjs FILE.yaml...
// Prints one line for each object that is wrong, and ends with 1 if there is one. An object of no known kind is wrong.
import { readFileSync } from "node:fs";
import { loadAll } from "js-yaml";

const wrongOf = async (object) => {
  let model;
  try {
    model = (await import(`kubernetes-models/${object.apiVersion}`))[object.kind];
  } catch {
    // No such version of any group: said below, as for a kind that the version lacks.
  }
  if (model === undefined) {
    return "no schema for it is known";
  }
  try {
    new model(object).validate();
    return undefined;
  } catch (error) {
    return error.message;
  }
};

let objects = 0;
for (const file of process.argv.slice(2)) {
  for (const object of loadAll(readFileSync(file, "utf8")).filter(Boolean)) {
    objects++;
    const wrong = await wrongOf(object);
    if (wrong !== undefined) {
      process.exitCode = 1;
      console.log(`${file}: ${object.apiVersion} ${object.kind} ${object.metadata?.name}: ${wrong}`);
    }
  }
}
console.log(`${objects} objects`);
