import { Command } from 'commander';
import { RecommendationCounts } from '#recommendations';
import { EndorsementCounts } from '#statements';
import { say, withProduct } from './with-product.js';

export const checkCountersCommand = new Command('check-counters')
  .description(
    'Counts recommendations and endorsements and compares with the counts that are kept for lists and the overview.',
  )
  .action(() =>
    withProduct(async (app) => {
      const recommendations = await app.get(RecommendationCounts).differences();
      const endorsements = await app.get(EndorsementCounts).differences();
      for (const { what, addresseeId, counted, real } of recommendations)
        say(`recommendations ${what}, addressee ${addresseeId}: kept ${counted}, there are ${real}`);
      for (const { statementId, counted, real } of endorsements)
        say(`endorsements of statement ${statementId}: kept ${counted}, there are ${real}`);
      const differences = recommendations.length + endorsements.length;
      say(`${differences} counts differ from what they count`);
      if (differences > 0) process.exitCode = 1;
    }),
  );
