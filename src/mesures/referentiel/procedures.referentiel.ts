import type { Dated, Regle } from '../../platform/law.ts'
import { aVerifier, lu } from '../../platform/law.ts'
import type { Delai } from '../definition.rules.ts'
import { premiereLecture, relectureSansMots } from './lectures.referentiel.ts'

export { rapportsDuSpip } from './amenagements-communs.referentiel.ts'

const cpp = 'code de procédure pénale'
const depot = 'texte de l’article, dépôt public des codes'
const lu474 = (precision: string, par: string, quoi: string) =>
  lu(cpp, '474', { precision, par, lecture: relectureSansMots(`${depot}, ${quoi}`) })
const sansResidence =
  'Personne libre : le JAP de sa résidence habituelle ou, si elle n’en a pas en France, celui du tribunal dans le ressort duquel siège la juridiction qui a statué en première instance.'

/** A rule of procedure: what runs is governed by the law of the day when it runs. */
const regle = <T>(id: string, catalogue: string, libelle: string, droit: Dated<T>): Regle<T> => ({
  id: `procedures.${id}`,
  catalogue,
  libelle,
  selon: 'execution',
  droit,
})

export const procedures: readonly (Regle<string> | Regle<Delai>)[] = [
  // Convocations handed at the end of the hearing.
  regle<string>('474_champ', 'B10', 'Convocation à l’issue de l’audience : qui', [
    {
      from: '2009-11-26',
      value: 'Personne libre présente, peine ou reste de deux ans au plus (un an en récidive légale depuis le 12 mars 2010).',
      source: lu474('al. 1', 'loi 2009-1436', 'versions des 26 novembre 2009 et 12 mars 2010'),
    },
    {
      from: '2014-10-01',
      value: 'Personne présente, libre ou déjà en semi-liberté, à l’extérieur ou sous surveillance, peine ou reste de deux ans au plus.',
      source: lu474('al. 1', 'loi 2014-896', 'version du 1er octobre 2014'),
    },
    {
      from: '2020-03-24',
      value:
        'Personne présente, libre ou déjà en semi-liberté, à l’extérieur ou à domicile, peine ou reste d’un an au plus, sans mandat de dépôt à effet différé.',
      source: lu474('al. 1', 'loi 2019-222', 'version du 24 mars 2020'),
    },
  ]),
  regle<Delai>('474_jap', 'B10', 'Convocation à l’issue de l’audience : devant le JAP, au plus tard', [
    { from: '2009-11-26', value: { jours: 30, proroge: true }, source: lu474('al. 1', 'loi 2009-1436', 'version du 26 novembre 2009') },
    { from: '2024-09-30', value: { jours: 20, proroge: true }, source: lu474('al. 1', 'loi 2023-1059', 'version du 30 septembre 2024') },
  ]),
  regle<Delai>('474_spip', 'B10', 'Convocation à l’issue de l’audience : devant le SPIP, au plus tard', [
    { from: '2009-11-26', value: { jours: 45, proroge: true }, source: lu474('al. 1', 'loi 2009-1436', 'version du 26 novembre 2009') },
    { from: '2024-09-30', value: { jours: 30, proroge: true }, source: lu474('al. 1', 'loi 2023-1059', 'version du 30 septembre 2024') },
  ]),
  regle<string>('474_probation', 'B10', 'Convocation à l’issue de l’audience : probation et TIG', [
    {
      from: '2009-11-26',
      value: 'Sursis avec mise à l’épreuve, sursis-TIG ou TIG : devant le SPIP seulement, dans les quarante-cinq jours.',
      source: lu474('al. 3', 'loi 2009-1436', 'versions de 2009 à 2014 ; « ainsi saisi » depuis le 1er janvier 2012'),
    },
    {
      from: '2020-03-24',
      value: 'Sursis probatoire : devant le SPIP seulement, ainsi saisi, dans les quarante-cinq jours. Le TIG n’est plus nommé.',
      source: lu474('al. 3', 'loi 2019-222', 'version du 24 mars 2020 ; D48-2, 2° convoque aussi pour un TIG'),
    },
    {
      from: '2024-09-30',
      value: 'Sursis probatoire, TIG ou ajournement avec probation : devant le SPIP seulement, ainsi saisi, dans les trente jours.',
      source: lu474('al. 3', 'loi 2023-1059', 'version du 30 septembre 2024'),
    },
  ]),
  regle<string>('d48_2_delais', 'B10', 'Convocation à l’issue de l’audience : si le délai est dépassé', [
    {
      from: '2010-10-29',
      value: 'Le dépassement des délais de l’article 474 ne rend pas la convocation nulle.',
      source: lu(cpp, 'D48-2', {
        precision: 'dernier al.',
        par: 'décret 2010-1276',
        lecture: relectureSansMots(`${depot}, versions de 2010 à 2020`),
      }),
    },
  ]),
  regle<string>('712_10', 'B13', 'JAP compétent', [
    {
      from: '2005-01-01',
      value: sansResidence,
      source: lu(cpp, '712-10', { precision: 'al. 1', lecture: relectureSansMots(`${depot}, versions de 2005 et de 2020`) }),
    },
  ]),
  regle<string>('d48_2', 'B10', 'Remise des convocations par le bureau de l’exécution des peines', [
    {
      from: '2014-01-01',
      value: 'Il reçoit la personne libre après l’audience et lui remet ses convocations, aussi pour un sursis ou un TIG.',
      source: aVerifier(cpp, 'D48-2', {
        raison: 'french-business-law, version postérieure à 2020 ; date d’effet non lue',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle<string>('474_absence', 'B10', 'Convocation à l’issue de l’audience : si la personne ne vient pas', [
    {
      from: '2009-11-26',
      value: 'Sauf recours ou excuse légitime, la peine est mise à exécution en établissement si la personne ne vient pas devant le JAP.',
      source: lu474('al. 2', 'loi 2009-1436', 'versions de 2009 à 2024'),
    },
  ]),
  // People released with a probation to follow (B11).
  regle<Delai>('741_1', 'B11', 'Libération suivie d’une probation : comparution devant le SPIP, au plus tard', [
    {
      from: '2011-08-12',
      value: { mois: 1, proroge: true },
      source: lu(cpp, '741-1', { par: 'loi 2011-939, art. 20', lecture: premiereLecture('legifrance') }),
    },
  ]),
  regle<Delai>('741_1_ssj_encouru', 'B11', 'Même cas, infraction pour laquelle le suivi socio-judiciaire est encouru', [
    {
      from: '2011-08-12',
      value: { jours: 8, proroge: true },
      source: lu(cpp, '741-1', { par: 'loi 2011-939, art. 20', lecture: premiereLecture('legifrance') }),
    },
  ]),
  regle<string>('741_1_remise', 'B11', 'Libération suivie d’une probation : remise de la convocation', [
    {
      from: '2014-01-01',
      value: 'Le SPIP du lieu de détention la remet avant la sortie. Huit jours aussi si le bulletin n° 1 porte une telle infraction.',
      source: aVerifier(cpp, 'D545', { raison: `${depot} ; date d’effet non lue`, verifieLe: '2026-11-27' }),
    },
    {
      from: '2022-05-01',
      value: 'Même règle. Le délai de huit jours vaut aussi pour le sursis probatoire avec suivi renforcé.',
      source: lu('code pénitentiaire', 'R621-2', { par: 'décret 2022-479', lecture: premiereLecture('juriblio') }),
    },
  ]),
  // Decisions of the JAP.
  regle<string>('712_6', 'B13', 'Aménagements : forme de la décision du JAP', [
    {
      from: '2014-01-01',
      value: 'Jugement après débat contradictoire. Sans débat si le parquet et la personne ou son avocat sont d’accord.',
      source: aVerifier(cpp, '712-6', { precision: 'al. 1 et 2', raison: `${depot} ; date d’effet non lue`, verifieLe: '2026-11-27' }),
    },
    {
      from: '2020-03-24',
      value: 'Jugement après débat contradictoire. Sans débat si le parquet et la personne ou son avocat sont d’accord.',
      source: lu(cpp, '712-6', { precision: 'al. 1 et 2', lecture: premiereLecture(depot) }),
    },
  ]),
  regle<string>('712_8', 'B13', 'Modification des mesures', [
    {
      from: '2014-01-01',
      value:
        'Ordonnance ; jugement après débat si le parquet le demande. Horaires : le DSPIP ou le chef d’établissement, si le JAP l’autorise.',
      source: aVerifier(cpp, '712-8', {
        raison: 'french-business-law, version postérieure à 2020 ; date d’effet non lue',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle<Delai>('712_5_examen', 'B13', 'Demande relevant de l’article 712-5 : le JAP statue au plus tard', [
    {
      from: '2005-01-01',
      value: { mois: 2, proroge: true },
      source: lu(cpp, 'D49-32', { legifrance: 'LEGIARTI000006515105', lecture: premiereLecture('doctrine') }),
    },
  ]),
  regle<Delai>('712_6_examen', 'B13', 'Demande d’aménagement au JAP : le débat a lieu au plus tard', [
    {
      from: '2005-01-01',
      value: { mois: 4, proroge: true },
      source: lu(cpp, 'D49-33', { precision: 'al. 1', lecture: premiereLecture('juriblio') }),
    },
  ]),
  regle<Delai>('712_7_examen', 'B13', 'Demande au tribunal de l’application des peines : examen au plus tard', [
    {
      from: '2014-01-01',
      value: { mois: 6, proroge: true },
      source: aVerifier(cpp, 'D49-36', { raison: 'lu par l’article D. 524, cité par un avocat', verifieLe: '2026-11-27' }),
    },
  ]),
  regle<string>('defaut_examen', 'B13', 'Demande non examinée à temps', [
    {
      from: '2005-01-01',
      value: 'La personne peut saisir directement la chambre de l’application des peines.',
      source: lu(cpp, 'D49-33', { precision: 'al. 2', lecture: premiereLecture('juriblio') }),
    },
  ]),
  regle<Delai>('appel_ordonnance', 'B13', 'Appel d’une ordonnance du JAP', [
    // The hours of the text are a day here: article D. 49-39 makes them end at midnight on the day after the notification.
    {
      from: '2014-01-01',
      value: { jours: 1, proroge: true },
      source: aVerifier(cpp, '712-11', { precision: '1°', raison: 'kohenavocats ; D. 49-39 : legifrance 2015', verifieLe: '2026-11-27' }),
    },
  ]),
  regle<Delai>('appel_jugement', 'B13', 'Appel d’un jugement du JAP ou du tribunal de l’application des peines', [
    {
      from: '2014-01-01',
      value: { jours: 10, proroge: true },
      source: aVerifier(cpp, '712-11', { precision: '2°', raison: 'kohenavocats ; date d’effet non lue', verifieLe: '2026-11-27' }),
    },
  ]),
  regle<string>('appel_suspensif', 'B13', 'Effet de l’appel du parquet', [
    {
      from: '2014-01-01',
      value: 'Formé dans les vingt-quatre heures, il suspend la décision. La mesure accordée ne commence pas avant, sauf visa du parquet.',
      source: aVerifier(cpp, '712-14', {
        raison: 'D. 49-40 : legifrance 2015 et lexbase ; texte de 712-14 non lu',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle<Delai>(
    '712_18_debat',
    'B13',
    'Suspension d’une semi-liberté, d’un placement ou d’une surveillance électronique : débat au plus tard',
    [
      {
        from: '2014-01-01',
        value: { jours: 15, proroge: true },
        source: aVerifier(cpp, '712-18', { precision: 'al. 2', raison: 'lexbase ; date d’effet non lue', verifieLe: '2026-11-27' }),
      },
    ],
  ),
  regle<Delai>('712_19_debat', 'B13', 'Incarcération provisoire : débat au plus tard', [
    {
      from: '2014-01-01',
      value: { jours: 15, proroge: true },
      source: aVerifier(cpp, '712-19', { precision: 'al. 3', raison: 'kohenavocats ; date d’effet non lue', verifieLe: '2026-11-27' }),
    },
    {
      from: '2020-03-24',
      value: { jours: 15, proroge: true },
      source: lu(cpp, '712-19', { precision: 'al. 3', par: 'loi 2019-222', lecture: premiereLecture('french-business-law') }),
    },
  ]),
  regle<string>('712_19_tap', 'B13', 'Suspension ou incarcération provisoire : cas du tribunal de l’application des peines', [
    {
      from: '2014-01-01',
      value: 'Le délai est d’un mois. Sans débat dans le délai, la personne est libérée si elle n’est pas détenue pour autre cause.',
      source: aVerifier(cpp, '712-19', {
        precision: 'al. 3',
        raison: 'kohenavocats, lexbase (712-18) ; date d’effet non lue',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle<Delai>('712_20', 'B13', 'Manquement pendant la mesure : saisine après sa fin, au plus tard', [
    {
      from: '2014-01-01',
      value: { mois: 1, proroge: true },
      source: aVerifier(cpp, '712-20', { raison: 'lu dans la rédaction de l’ordonnance 2025-1091 (tricoteuses)', verifieLe: '2026-11-27' }),
    },
  ]),
  // How days and months are counted (C1, C2). The catalogue cited 716-4 for the second: it is 716-1.
  regle<string>('801', 'C1', 'Délai de procédure qui finit un samedi, un dimanche, un jour férié ou chômé', [
    {
      from: '1989-07-08',
      value: 'Il est prorogé jusqu’au premier jour ouvrable suivant. Un délai expire le dernier jour à vingt-quatre heures.',
      source: lu(cpp, '801', {
        par: 'loi 89-461, art. 23',
        legifrance: 'LEGIARTI000006578399',
        lecture: premiereLecture('chronologie doctrine'),
      }),
    },
  ]),
  regle<string>('716_1', 'C2', 'Compte d’une peine de prison', [
    {
      from: '1994-03-01',
      value: 'Un jour : vingt-quatre heures. Un mois : trente jours. Plus d’un mois : de quantième en quantième.',
      source: lu(cpp, '716-1', { legifrance: 'LEGIARTI000006577914', lecture: premiereLecture('tricoteuses, kohenavocats') }),
    },
  ]),
  regle<string>('mois_de_procedure', 'C2', 'Compte d’un délai de procédure en mois', [
    {
      from: '2014-01-01',
      value: 'De quantième à quantième ; sans ce quantième, le dernier jour du mois.',
      source: aVerifier(cpp, '801', {
        raison: 'jurisprudence ; écrit dans la loi par l’ordonnance 2025-1091 (art. L. 1322-4), en vigueur en 2029',
        verifieLe: '2026-11-27',
      }),
    },
  ]),
  regle<string>('707', 'B13', 'But de l’exécution des peines', [
    {
      from: '2014-01-01',
      value: 'Aménager la peine quand la situation le permet ; revenir par étapes à la liberté ; éviter une sortie sans suivi.',
      source: aVerifier(cpp, '707', { raison: `${depot}, version de la loi 2009-1436 ; version de 2014 non lue`, verifieLe: '2026-11-27' }),
    },
  ]),
  regle<string>('721', 'B12', 'Réductions de peine', [
    {
      from: '2014-01-01',
      value: 'Crédit de réduction : trois mois la première année, deux ensuite, sept jours par mois ; moins en récidive légale.',
      source: aVerifier(cpp, '721', { raison: `${depot} ; date d’effet non lue`, verifieLe: '2026-11-27' }),
    },
    {
      from: '2015-01-01',
      value: 'Même crédit pour tous.',
      source: aVerifier(cpp, '721', { par: 'loi 2014-896', raison: 'circulaire du 26 décembre 2014, titre', verifieLe: '2026-11-27' }),
    },
    {
      from: '2023-01-01',
      value: 'Réduction accordée par le JAP selon la conduite et les efforts, pour les écrous depuis cette date.',
      source: lu(cpp, '721', {
        par: 'loi 2021-1729, art. 11',
        lecture: premiereLecture('décret 2022-1261, notice et art. 13 : legifrance, juriblio'),
      }),
    },
  ]),
]
