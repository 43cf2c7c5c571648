export async function seedSampleAgency(_: unknown): Promise<void> {}
