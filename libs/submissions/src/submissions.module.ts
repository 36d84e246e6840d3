import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { OrganisationsModule } from '#organisations';
import { RecommendationsModule } from '#recommendations';
import { StatementsModule } from '#statements';
import { LettersResolver } from './letters.resolver.js';
import { LettersService } from './letters.service.js';
import { PastSubmissions } from './past-submissions.service.js';
import { ResponsesQueries } from './responses.queries.js';
import { SubmissionAnswers } from './submission.answers.js';
import { SubmissionCommandsResolver } from './submission-commands.resolver.js';
import { SubmissionCorrections } from './submission-corrections.service.js';
import { SubmissionDeadlinesResolver } from './submission-deadlines.resolver.js';
import { SubmissionDeadlines } from './submission-deadlines.service.js';
import { SubmissionFieldsResolver } from './submission-fields.resolver.js';
import { SubmissionSteps } from './submission.steps.js';
import { SubmissionTies } from './submission.ties.js';
import {
  PositionFieldsResolver,
  RecommendationPositionsResolver,
  ResponseFieldsResolver,
  StatementSubmissionsResolver,
  SubmissionItemFieldsResolver,
} from './submissions-beside.resolver.js';
import { SubmissionAsOfResolver } from './submission-as-of.resolver.js';
import { SubmissionsAsOf } from './submissions-as-of.queries.js';
import { SubmissionsQueries } from './submissions.queries.js';
import { SubmissionsResolver } from './submissions.resolver.js';
import { SubmissionsService } from './submissions.service.js';

const offered = [
  SubmissionsService,
  LettersService,
  PastSubmissions,
  SubmissionsQueries,
  SubmissionsAsOf,
  ResponsesQueries,
];

@Module({
  imports: [AccountsModule, OrganisationsModule, RecommendationsModule, StatementsModule],
  providers: [
    ...offered,
    SubmissionTies,
    SubmissionSteps,
    SubmissionAnswers,
    SubmissionCorrections,
    SubmissionDeadlines,
    SubmissionDeadlinesResolver,
    SubmissionAsOfResolver,
    SubmissionsResolver,
    SubmissionFieldsResolver,
    SubmissionCommandsResolver,
    LettersResolver,
    StatementSubmissionsResolver,
    RecommendationPositionsResolver,
    PositionFieldsResolver,
    SubmissionItemFieldsResolver,
    ResponseFieldsResolver,
  ],
  exports: offered,
})
export class SubmissionsModule {}
