// Loaded before each script (node --import): an older Node cannot even read a .ts file, and would say so in its own words.
const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 24) {
  process.stderr.write(
    `Stowage needs Node 24, and this is Node ${process.versions.node}. Run it by npm (npm run demo, npm start, npm test) after npm ci, which installs Node 24 inside the project; with npm ci --omit=dev or --ignore-scripts, install Node 24 on the machine.\n`,
  );
  process.exit(1);
}
