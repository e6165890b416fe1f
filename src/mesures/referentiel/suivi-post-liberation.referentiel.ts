import type { Jour } from '../../platform/date.ts'
import { aVerifier, lu, nExistePas } from '../../platform/law.ts'
import type { Bornes, Definition, Delai } from '../definition.rules.ts'
import type { Machine, Transition } from '../machine.rules.ts'
import { acte, debatApres, finsDeLaLoi, regleDe } from './amenagements-communs.referentiel.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { autresRapports, rapportDeFin, rapportsDuSpip } from './rapports.referentiel.ts'

const cpp = 'code de procédure pénale'
const spl = (precision: string, mots: string, from: Jour = '2014-10-01', par = 'loi 2014-896') =>
  lu(cpp, '721-2', { precision, par, lecture: relecture(`cpp/721-2/${from}`, mots) })
const DUREE =
  'pendant une durée qui ne peut excéder le total des réductions de peines dont il a bénéficié'
const victimeSeule = lu(cpp, '721-2', {
  lecture: relecture(
    'cpp/721-2/2005-01-01',
    'soumis après sa libération à l’interdiction de recevoir la partie civile',
  ),
})
const d147 = (article: string, mots: string) =>
  lu(cpp, article, {
    par: 'décret 2014-1582',
    lecture: relecture(`cpp/${article}/2014-12-27`, mots),
  })
const existe = spl('I', 'soit soumis, après sa libération et pendant une durée')
const inobservation = spl(
  'I',
  'retirer tout ou partie de la durée des réductions de peines dont elle a bénéficié et ordonner sa réincarcération',
)
const incarceration = lu(cpp, '721-2', {
  precision: 'I',
  par: 'loi 2021-1729',
  lecture: relecture('cpp/721-2/2021-12-24', 'Les articles 712-17 et 712-19 sont applicables'),
})

const sansIncarceration = spl('I', 'L’article 712-17 est applicable')
/**
 * Since 24 December 2021 the JAP may lock up provisionally who breaks this suivi, and the debate
 * must follow (CPP 712-19).
 */
const machine = (incarcerations: readonly Transition[]): Machine => {
  const vivants = incarcerations.length > 0 ? ['en_cours', 'incarceree'] : ['en_cours']
  return {
    initial: 'en_cours',
    etats: {
      en_cours: { libelle: 'En cours' },
      ...(incarcerations.length > 0
        ? { incarceree: { libelle: 'Personne incarcérée provisoirement' } }
        : {}),
      terminee: { libelle: 'Terminé', fin: true },
      retiree: { libelle: 'Réductions retirées, réincarcération', fin: true },
    },
    transitions: bornees(
      pendantLaDuree('2014-10-01', spl('I, al. 1', DUREE), { avant: victimeSeule }),
      ['modification'],
      [
        acte({
          cle: 'modification',
          libelle: 'Mesures modifiées',
          de: ['en_cours'],
          vers: 'en_cours',
          auteurs: ['jap'],
          source: d147(
            'D147-49',
            'modifie ces obligations et interdictions, il statue par ordonnance selon les modalités prévues par l’article 712-8',
          ),
          suite: {
            effet: 'contenu',
          },
        }),
        ...incarcerations,
        ...rapportDeFin(['en_cours']),
        acte({
          cle: 'retrait',
          libelle: 'Retrait de tout ou partie des réductions et réincarcération',
          de: vivants,
          vers: 'retiree',
          auteurs: ['jap'],
          source: inobservation,
          suite: {
            effet: 'fin',
            cause: 'retrait',
            aExecuter: 'tout_ou_partie',
          },
        }),
        acte({
          cle: 'terme',
          libelle: 'Terme',
          de: vivants,
          vers: 'terminee',
          auteurs: ['loi'],
          source: spl('I, al. 1', DUREE),
          suite: {
            effet: 'fin',
            cause: 'terme',
          },
        }),
        acte({
          cle: 'mainlevee',
          libelle: 'Fin anticipée',
          de: ['en_cours'],
          vers: 'terminee',
          auteurs: ['jap'],
          source: aVerifier(cpp, 'D147-49', {
            raison:
              '721-2, 712-8 et D147-49 lus : le JAP peut modifier, aucun ne dit qu’il met fin avant le terme',
            verifieLe: '2026-11-29',
          }),
          suite: { effet: 'fin', cause: 'anticipee' },
        }),
        ...finsDeLaLoi(vivants, 'terminee'),
      ],
    ),
  }
}

const regle = regleDe('suivi_post_liberation')
/**
 * CPP 721-2, I: for those who left without any other measure. The ban of its II alone brings no
 * follow-up.
 */
export const suiviPostLiberation: Definition = {
  famille: 'suivi',
  catalogue: 'B16',
  noms: regle<string>(
    'nom',
    'B16',
    'Nom de la mesure',
    [
      { from: '2005-01-01', value: nExistePas, source: victimeSeule },
      {
        from: '2014-10-01',
        value: 'Suivi après la libération (réductions de peine)',
        source: existe,
      },
    ],
    'jugement',
  ),
  mots: ['721-2', 'suivi post-libération'],
  decide: [
    { from: '2005-01-01', value: nExistePas, source: victimeSeule },
    {
      from: '2014-10-01',
      value: ['jap'],
      source: spl(
        'I, al. 1',
        'le juge de l’application des peines peut […] ordonner que le condamné',
      ),
    },
  ],
  duree: regle<Bornes>(
    'duree',
    'B16',
    'Durée : au plus le total des réductions de peine',
    [
      { from: '2005-01-01', value: nExistePas, source: victimeSeule },
      {
        from: '2014-10-01',
        value: { unite: 'mois', min: null, max: null },
        source: spl('I, al. 1', DUREE),
      },
    ],
    'jugement',
  ),
  obligations: [
    { from: '2005-01-01', value: nExistePas, source: victimeSeule },
    {
      from: '2014-10-01',
      value: {
        controle: true,
        controleChoisi: true,
        particulieres: 'cp-132-45',
        // « 7° à 14° »: the 13° bis stands between them since 23 May 2024.
        seulement: ['2°', '7°', '8°', '9°', '10°', '11°', '12°', '13°', '13° bis', '14°'],
        fixeesPar: ['jap'],
        note: 'Une ou plusieurs, au choix du juge. Avec l’interdiction de rencontrer la victime, il peut ordonner de l’indemniser (721-2, II).',
      },
      source: spl(
        'I, 1° et 2°',
        'à une ou plusieurs : […] Des mesures de contrôle […] Des interdictions prévues aux 2° et 7° à 14° de l’article 132-45 du même code',
      ),
    },
  ],
  machine: [
    { from: '2014-01-01', value: machine([]), source: existe },
    {
      from: '2021-12-24',
      value: machine([
        acte({
          cle: 'incarceration',
          libelle: 'Incarcération provisoire',
          de: ['en_cours'],
          vers: 'incarceree',
          auteurs: ['jap'],
          source: incarceration,
        }),
        acte({
          cle: 'debat_contradictoire',
          libelle: 'Débat contradictoire tenu',
          de: ['incarceree'],
          vers: 'incarceree',
          auteurs: ['jap'],
          source: incarceration,
          suite: { fait: true },
        }),
        acte({
          cle: 'retour',
          libelle: 'Remise en liberté',
          de: ['incarceree'],
          vers: 'en_cours',
          auteurs: ['jap', 'loi'],
          source: incarceration,
        }),
      ]),
      source: incarceration,
    },
  ],
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Comparution devant le JAP après la libération',
      enMain: 'jap',
      depuis: 'debut',
      delai: regle<Delai>(
        'premiere_convocation',
        'B16',
        'Un mois au plus après la libération ; convocation notifiée avant la sortie',
        [
          { from: '2005-01-01', value: nExistePas, source: victimeSeule },
          {
            from: '2014-12-27',
            value: { mois: 1, proroge: true },
            source: d147('D147-48', 'dans un délai maximal d’un mois à compter de sa libération'),
          },
        ],
      ),
      satisfaitPar: 'convocation:juridiction',
    },
    debatApres('suivi_post_liberation', {
      article: '712-19',
      du: '2021-12-24',
      par: 'loi 2021-1729',
      avant: sansIncarceration,
    }),
    ...rapportsDuSpip('suivi_post_liberation', 'B16'),
  ],
  regles: [
    regle<string>('qui_suit', 'B16', 'Contrôle du suivi', [
      { from: '2005-01-01', value: nExistePas, source: victimeSeule },
      {
        from: '2014-12-27',
        value:
          'Le JAP de la résidence, assisté du SPIP, contrôle le respect des obligations et interdictions.',
        source: d147(
          'D147-47',
          'assisté du service pénitentiaire d’insertion et de probation […] contrôle le respect des obligations et interdictions',
        ),
      },
    ]),
    autresRapports('suivi_post_liberation', 'B16'),
  ],
  fiche: {
    cEst: [
      'C’est un contrôle après votre sortie de prison.',
      'Un juge l’a décidé avant votre sortie.',
      'Il dure au plus autant que vos réductions de peine.',
    ],
    vousDevez: [
      'Vous venez à la convocation du juge, un mois au plus après la sortie.',
      'Vous suivez les règles et les interdictions de la décision.',
      'Sinon, le juge peut vous renvoyer en prison.',
    ],
    siAbsence: [
      'Le juge en est prévenu.',
      'Il peut retirer des réductions de peine et vous remettre en prison.',
    ],
    leSpip: [
      'Il aide le juge à suivre la mesure.',
      'Il vous aide aussi dans vos démarches.',
      'Il écrit au juge.',
    ],
    vosDroits: [
      'Vous pouvez demander de l’aide au SPIP.',
      'Vous pouvez demander au juge de changer une interdiction.',
      'Un avocat peut vous aider.',
    ],
  },
}
