export function config(): { dataDir: string } { return { dataDir: process.env.STOWAGE_DATA_DIR ?? "./data" }; }
