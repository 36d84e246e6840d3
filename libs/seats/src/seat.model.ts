import { Seat } from '#accounts';
import { connectionType } from '#platform';

export const SeatConnection = connectionType('Seat', () => Seat);
