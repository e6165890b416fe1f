import { type Dated, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Auteur, Definition } from '../definition.rules.ts'
import {
  avis,
  jugement,
  lue,
  machine,
  parLeJuge,
  soustraction,
} from './controle-judiciaire-parcours.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'

const penitentiaire = 'code pénitentiaire'
const par2023 = 'loi 2023-1059'
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `controle_judiciaire.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})
const peineEncourue = lue(
  '138',
  '2012-03-29, mêmes mots de 1993 à 2024',
  'encourt une peine d’emprisonnement correctionnel ou une peine plus grave',
  {
    precision: 'al. 1',
  },
)
const liste = lue('138', '2012-03-29', 'à une ou plusieurs des obligations ci-après énumérées')
const renvoiAuJugement = lue(
  '141-1',
  '1971-01-01',
  'Les pouvoirs conférés au juge d’instruction […] à la juridiction compétente',
)
const parLeJld = lue(
  '141-1',
  '2024-09-30',
  'le juge des libertés et de la détention peut, à tout moment […] de modifier une ou plusieurs de ces obligations',
  {
    precision: 'al. 1 ; à l’audience, la juridiction : dernier al.',
    par: par2023,
  },
)
const sansDetention = lue(
  '141-2',
  '2024-09-30',
  'peut modifier les obligations du contrôle judiciaire ou placer l’intéressé sous assignation à résidence',
  {
    precision: 'dernier al.',
    par: par2023,
  },
)

const fixeesPar: readonly Auteur[] = ['juge_instruction', 'jld', 'tribunal']
/**
 * No law gives the first meeting a delay: the judge says when to report (R16-1). The duty with a
 * date is the notice of a breach.
 */
export const controleJudiciaire: Definition = {
  famille: 'presentenciel',
  catalogue: 'B16',
  noms: {
    id: 'controle_judiciaire.nom',
    catalogue: 'B16',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: [{ from: '1993-09-02', value: 'Contrôle judiciaire', source: peineEncourue }],
  },
  mots: ['contrôle judiciaire', 'CJ', 'CJSE', 'contrôle judiciaire socio-éducatif'],
  decide: [
    {
      from: '2004-02-12',
      value: fixeesPar,
      source: lue(
        '397-3',
        '2007-07-01, mêmes mots de 1994 à 2024',
        'placer ou maintenir le prévenu sous contrôle judiciaire',
        {
          precision: 'al. 1 ; juge d’instruction et JLD : 138, al. 1',
        },
      ),
    },
    {
      from: '2014-10-01',
      value: fixeesPar,
      source: lue(
        '397-3-1',
        '2014-10-01, mêmes mots en 2024',
        'placer ou maintenir la personne déclarée coupable sous contrôle judiciaire',
        {
          precision: 'pendant l’ajournement aux fins d’investigations',
          par: 'loi 2014-896',
        },
      ),
    },
  ],
  duree: {
    id: 'controle_judiciaire.duree',
    catalogue: 'B16',
    libelle: 'Durée : la loi n’en fixe pas',
    selon: 'jugement',
    droit: [{ from: '2014-01-01', value: { unite: 'mois', min: null, max: null }, source: liste }],
  },
  obligations: [
    {
      from: '2014-01-01',
      value: {
        controle: false,
        particulieres: 'cpp-138',
        fixeesPar,
        note: 'Le suivi socio-éducatif est l’obligation du 6°. Le SPIP n’intervient que s’il est désigné.',
      },
      source: liste,
    },
  ],
  machine: [
    {
      from: '2014-01-01',
      value: machine(
        { auteurs: ['tribunal'], source: renvoiAuJugement },
        lue(
          '137',
          '2009-11-26',
          'si celles-ci se révèlent insuffisantes, être assignée à résidence avec surveillance électronique',
          {
            precision: 'al. 2',
          },
        ),
      ),
      source: parLeJuge,
    },
    {
      from: '2024-09-30',
      value: machine({ auteurs: ['jld', 'tribunal'], source: parLeJld }, sansDetention),
      source: parLeJld,
    },
  ],
  devoirs: [
    {
      cle: 'avis_de_manquement',
      libelle: 'Aviser le juge du manquement, sans délai',
      enMain: 'spip',
      depuis: 'acte:manquement',
      delai: {
        id: 'controle_judiciaire.avis_de_manquement',
        catalogue: 'B16',
        libelle: 'Avis d’un manquement au juge : sans délai',
        selon: 'execution',
        droit: [{ from: '2002-05-05', value: { jours: 0 }, source: avis }],
      },
      satisfaitPar: 'rapport:incident',
    },
  ],
  regles: [
    regle('seuil', 'Peine encourue', [
      {
        from: '1993-09-02',
        value:
          'La personne encourt une peine d’emprisonnement correctionnel ou une peine plus grave.',
        source: peineEncourue,
      },
    ]),
    regle('qui_suit', 'Qui contribue au contrôle', [
      {
        from: '2002-05-05',
        value:
          'Une personne habilitée, un service de police ou de gendarmerie, ou tout service judiciaire ou administratif compétent ; par exception, un enquêteur de personnalité.',
        source: lue(
          'R16',
          '2002-05-05',
          'soit une personne physique ou morale habilitée […] ou tout service judiciaire ou administratif compétent',
          {
            precision: 'al. 1',
          },
        ),
      },
    ]),
    regle('compte_rendu', 'Compte rendu au juge', [
      {
        from: '2002-05-05',
        value:
          'Le service rend compte du comportement de la personne dans les conditions que le juge détermine.',
        source: lue(
          'R16-1',
          '2002-05-05',
          'Elles rendent compte au juge d’instruction, dans les conditions qu’il détermine',
        ),
      },
    ]),
    regle('mission_spip', 'Mission du SPIP', [
      {
        from: '1999-04-14',
        value:
          'Le SPIP assure le suivi et le contrôle des personnes placées sous contrôle judiciaire.',
        source: lue(
          'D574',
          '2006-03-31, mêmes mots depuis 1999',
          'Il assure le suivi et le contrôle des personnes placées sous contrôle judiciaire',
          {
            precision: 'al. 2',
            par: 'décret 99-276',
          },
        ),
      },
      {
        from: '2022-05-01',
        value:
          'Le SPIP assure le suivi et le contrôle des personnes placées sous contrôle judiciaire.',
        source: lu(penitentiaire, 'D113-41', {
          precision: 'al. 2',
          par: 'décret 2022-479',
          lecture: relecture(
            'cpen/D113-41/2022-05-01',
            'Il assure le suivi et le contrôle des personnes placées sous contrôle judiciaire',
          ),
        }),
      },
    ]),
    regle('soustraction', 'Qui se soustrait aux obligations', [
      {
        from: '2010-07-11',
        value:
          'Mandat d’arrêt ou d’amener ; saisine du JLD pour une détention provisoire, quelle que soit la peine d’emprisonnement encourue.',
        source: soustraction,
      },
      {
        from: '2024-09-30',
        value:
          'Mandat d’arrêt ou d’amener, ou détention provisoire. Si la détention n’est pas justifiée, le JLD peut modifier les obligations ou placer sous assignation à résidence.',
        source: sansDetention,
      },
    ]),
    regle('anti_rapprochement', 'Bracelet anti-rapprochement (138, 17° bis)', [
      {
        from: '2012-03-29',
        value: nExistePas,
        source: lue(
          '138',
          '2012-03-29',
          'le domicile concerné étant alors celui de la victime. Les modalités d’application du présent article',
          {
            precision: 'liste, qui finit au 17°',
          },
        ),
      },
      {
        from: '2019-12-30',
        value:
          'Pour des violences dans le couple punies d’au moins trois ans, à la demande de la victime ou avec son accord exprès. Le bracelet se pose avec l’accord de la personne, mais le refuser est une violation de ses obligations.',
        source: lue(
          '138-3',
          '2019-12-30',
          'punie d’au moins trois ans d’emprisonnement commise contre son conjoint […] constitue une violation des obligations',
          {
            precision: 'et 138, 17° bis',
            par: 'loi 2019-1480',
          },
        ),
      },
    ]),
    regle('mainlevee', 'Demande de mainlevée', [
      {
        from: '2001-01-01',
        value:
          'Le juge d’instruction statue dans les cinq jours, par ordonnance motivée ; sinon, la personne saisit la chambre de l’instruction, qui a vingt jours.',
        source: lue(
          '140',
          '2001-01-01',
          'dans un délai de cinq jours, par ordonnance motivée […] dans les vingt jours de sa saisine',
        ),
      },
    ]),
    regle('comparution', 'Comparution immédiate, à délai différé ou par procès-verbal', [
      {
        from: '2007-07-01',
        value:
          'Le tribunal peut placer ou maintenir sous contrôle judiciaire ; sa décision s’applique tout de suite.',
        source: lue(
          '397-3',
          '2007-07-01',
          'placer ou maintenir le prévenu sous contrôle judiciaire. Cette décision est exécutoire par provision',
          {
            precision: 'al. 1',
          },
        ),
      },
      {
        from: '2024-09-30',
        value:
          'Le tribunal peut placer ou maintenir sous contrôle judiciaire ou sous assignation à résidence ; ensuite, le JLD peut changer les obligations.',
        source: lue(
          '397-3',
          '2024-09-30',
          'ou sous assignation à résidence […] le juge des libertés et de la détention peut, à tout moment […] obligations nouvelles',
          {
            precision: 'al. 1 et 2',
            par: par2023,
          },
        ),
      },
    ]),
    regle('jugement', 'Ce que devient le contrôle au jugement', [
      {
        from: '2010-07-11',
        value:
          'Il prend fin, sauf si le tribunal en décide autrement quand il condamne à l’emprisonnement sans sursis ou avec mise à l’épreuve.',
        source: jugement,
      },
      {
        from: '2020-03-24',
        value:
          'Il prend fin, sauf si le tribunal en décide autrement quand il condamne à l’emprisonnement sans sursis ou avec sursis probatoire.',
        source: lue(
          '471',
          '2020-03-24',
          'sauf si le tribunal en décide autrement […] sans sursis ou assorti du sursis probatoire',
          {
            precision: 'al. 3',
            par: 'loi 2019-222',
          },
        ),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Vous n’êtes pas encore jugé : la loi vous présume innocent.',
      'Un juge vous laisse libre, avec des règles à suivre.',
      'La mesure dure jusqu’à une décision du juge ou au jugement. Le tribunal peut alors la maintenir.',
    ],
    vousDevez: [
      'Vous suivez les règles écrites dans la décision du juge.',
      'Vous venez aux convocations du service qui vous suit.',
      'Vous donnez les papiers demandés, par exemple un contrat ou une attestation.',
      'Si une règle devient impossible, vous le dites tout de suite.',
    ],
    siAbsence: [
      'Le service doit le dire au juge.',
      'Le juge peut changer les règles ou vous placer en détention.',
    ],
    leSpip: [
      'Il vous reçoit si le juge l’a désigné.',
      'Il vous aide pour le travail, le logement, la santé et vos droits.',
      'Il écrit au juge comment la mesure se passe.',
      'Il doit prévenir le juge si vous ne suivez pas les règles.',
    ],
    vosDroits: [
      'Vous pouvez demander au juge de changer ou de retirer une règle.',
      'Vous pouvez demander la fin de la mesure.',
      'Un avocat peut vous aider à chaque étape.',
      'Le service garde le secret sur les faits.',
    ],
  },
}
