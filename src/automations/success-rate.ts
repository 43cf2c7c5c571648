/** Of all executions the successful ones, 0 to 1; 0 where there were none. */
export const successRate = ({ successful, total }: { successful: number; total: number }): number =>
  total === 0 ? 0 : successful / total
