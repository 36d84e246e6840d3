import { writeFileSync } from 'node:fs';

/** Ends the run with one line over all suites, and leaves it in a file for the script that runs more than Jest. */
export default class OneLineReporter {
  onRunComplete(_contexts, results) {
    const broken = results.testResults.filter(
      (suite) => suite.testExecError || (suite.testResults.length === 0 && suite.failureMessage),
    );
    const failed = results.numFailedTests + broken.length;
    const line = `${results.numPassedTests} passed, ${failed} failed, ${results.numPendingTests} skipped`;
    if (process.env.ANUSAS_SUMMARY) writeFileSync(process.env.ANUSAS_SUMMARY, line);
    console.log(line);
  }
}
