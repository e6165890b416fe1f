import { type Citation, type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Bornes, Definition, Machine } from '../definition.rules.ts'
import {
  acte,
  autresRapports,
  debatApres,
  depot,
  finsDeLaLoi,
  incarceration712,
  rapportDeFin,
  rapportsDuSpip,
  regleDe,
} from './amenagements-communs.referentiel.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const penitentiaire = 'code pénitentiaire'
const loi2019 = 'loi 2019-222'
const peine = lu(cp, '131-4-1', { par: loi2019, lecture: premiereLecture(depot) })
const pasEncore = lu(cp, '131-4-1', {
  par: loi2019,
  lecture: premiereLecture('la peine n’existe que depuis le 24 mars 2020 ; avant, l’article est la contrainte pénale'),
})
const circulaire2022 = 'legifrance, version du 19 août 2022'
const pose = lu(cpp, 'D49-84', { par: 'décret 2020-81', lecture: premiereLecture(depot) })
const parLeJap = lu(cpp, 'D49-85', { par: 'décret 2020-81', lecture: premiereLecture(depot) })
const suspension = lu(cpp, 'D49-86', { par: 'décret 2020-81', lecture: premiereLecture(depot) })
const sanction = lu(cpp, '713-44', { par: loi2019, lecture: premiereLecture('juriblio') })
const finAvant = lu(cpp, '713-43', { par: loi2019, lecture: premiereLecture(circulaire2022) })
const controle = lu(cpp, '713-42', { par: loi2019, lecture: premiereLecture(circulaire2022) })

// The obligations run from the day when the device is put on.
const moitie: Dated<'moitie'> = [
  { from: '1994-03-01', value: nExistePas, source: pasEncore },
  {
    from: '2020-03-24',
    value: 'moitie',
    source: lu(cpp, '713-43', {
      precision: 'al. 1',
      par: loi2019,
      lecture: relecture('cpp/713-43/2020-03-24', 'pendant une durée au moins égale à la moitié de la peine prononcée'),
    }),
  },
]

const vivants = ['prononcee', 'en_cours', 'suspendue', 'incarceree', 'sans_surveillance']
const machine: Machine = {
  initial: 'prononcee',
  etats: {
    prononcee: { libelle: 'Prononcée, dispositif à poser' },
    en_cours: { libelle: 'En cours, dispositif posé' },
    suspendue: { libelle: 'Suspendue' },
    incarceree: { libelle: 'Personne incarcérée provisoirement' },
    sans_surveillance: { libelle: 'Suivi sans surveillance électronique' },
    terminee: { libelle: 'Terminée', fin: true },
    revoquee: { libelle: 'Emprisonnement ordonné pour le reste', fin: true },
    eteinte: { libelle: 'Éteinte', fin: true },
  },
  transitions: [
    acte('executoire_fixee', 'Exécutoire, lieu et horaires fixés', ['prononcee'], 'prononcee', ['loi'], pose),
    acte('executoire_a_fixer', 'Exécutoire, lieu ou horaires à fixer', ['prononcee'], 'prononcee', ['loi'], parLeJap),
    acte('fixation_contenu', 'Lieu et horaires fixés', ['prononcee'], 'prononcee', ['jap'], parLeJap, { effet: 'contenu' }),
    acte('mise_a_execution', 'Dispositif posé', ['prononcee'], 'en_cours', ['spip'], pose),
    acte('modification_obligations', 'Conditions modifiées', ['en_cours'], 'en_cours', ['jap'], controle, { effet: 'contenu' }),
    acte('horaires', 'Horaires changés en faveur de la personne', ['en_cours'], 'en_cours', ['dspip', 'jap'], suspension, {
      effet: 'contenu',
    }),
    acte('limitation_absences', 'Absences limitées', ['en_cours'], 'en_cours', ['jap'], sanction, { effet: 'contenu' }),
    acte('suspension', 'Suspension pour motif grave', ['en_cours'], 'suspendue', ['jap'], suspension, { effet: 'suspend' }),
    acte('suspension_de_droit', 'Suspension : personne détenue', ['en_cours'], 'suspendue', ['loi'], suspension, { effet: 'suspend' }),
    acte('reprise', 'Reprise', ['suspendue'], 'en_cours', ['jap', 'loi'], suspension, { effet: 'reprend' }),
    // The law does not say whether this incarceration moves the term: the judgment that follows does.
    acte('incarceration', 'Incarcération provisoire', ['en_cours'], 'incarceree', ['jap'], incarceration712),
    acte('debat_contradictoire', 'Débat contradictoire tenu', ['incarceree'], 'incarceree', ['jap'], incarceration712),
    acte('retour', 'Remise en liberté', ['incarceree'], 'en_cours', ['jap', 'loi'], incarceration712),
    acte('fin_surveillance', 'Surveillance levée, suivi gardé', ['en_cours'], 'sans_surveillance', ['jap'], finAvant, { effet: 'contenu' }),
    ...rapportDeFin(['en_cours', 'sans_surveillance']),
    {
      ...acte('fin_anticipee', 'Fin anticipée', ['en_cours'], 'terminee', ['jap'], finAvant, { effet: 'fin', cause: 'anticipee' }),
      pasAvant: { depuis: ['debut', 'acte:mise_a_execution'], delai: moitie },
    },
    acte('revocation_totale', 'Emprisonnement pour la durée restante', vivants, 'revoquee', ['jap'], sanction, {
      effet: 'fin',
      cause: 'inexecution',
    }),
    acte('fin_au_terme', 'Fin de la peine', ['en_cours', 'sans_surveillance'], 'terminee', ['loi'], peine, {
      effet: 'fin',
      cause: 'terme',
    }),
    ...finsDeLaLoi(vivants, 'eteinte'),
  ],
}

const regle = regleDe('ddse')
/** A rule born with the sentence. */
const depuis2020 = <T>(value: T, source: Citation): Dated<T> => [
  { from: '1994-03-01', value: nExistePas, source: pasEncore },
  { from: '2020-03-24', value, source },
]
/** The sentence (CP 131-4-1). */
export const ddse: Definition = {
  famille: 'peine',
  catalogue: 'B7',
  noms: regle<string>('nom', 'B7', 'Nom', depuis2020('Détention à domicile sous surveillance électronique', peine), 'jugement'),
  mots: ['DDSE', 'DDSE peine'],
  decide: [
    { from: '1994-03-01', value: nExistePas, source: pasEncore },
    { from: '2020-03-24', value: ['tribunal'], source: peine },
  ],
  duree: {
    ...regle<Bornes>(
      'duree',
      'B7',
      'Durée de la peine, sans dépasser l’emprisonnement encouru',
      depuis2020({ unite: 'mois', min: null, minJours: 15, max: 6 }, peine),
    ),
    selon: 'faits',
    plusDoux: 'moins',
  },
  obligations: depuis2020(
    {
      controle: true,
      particulieres: 'cp-132-45',
      fixeesPar: ['tribunal', 'jap'],
      note: 'Demeurer au lieu fixé avec le dispositif. Les obligations des articles 132-44 et 132-45 : si la décision les prévoit.',
    },
    peine,
  ),
  machine: [{ from: '2014-01-01', value: machine, source: pasEncore }],
  devoirs: [
    // Which delay runs depends on what the court fixed: the act that records it says so.
    {
      cle: 'pose_provisoire',
      libelle: 'Pose du dispositif (exécution provisoire)',
      enMain: 'spip',
      depuis: 'acte:executoire_fixee',
      delai: regle('pose_provisoire', 'B7', 'Pose, exécution provisoire', depuis2020({ jours: 5 }, pose)),
      satisfaitPar: 'acte:mise_a_execution',
      si: 'execution_provisoire',
    },
    {
      cle: 'pose',
      libelle: 'Pose du dispositif',
      enMain: 'spip',
      depuis: 'acte:executoire_fixee',
      delai: regle('pose', 'B7', 'Pose, depuis le caractère exécutoire', depuis2020({ jours: 30 }, pose)),
      satisfaitPar: 'acte:mise_a_execution',
      si: 'sans_execution_provisoire',
    },
    {
      cle: 'modalites',
      libelle: 'Lieu et horaires fixés par le JAP',
      enMain: 'jap',
      depuis: 'acte:executoire_a_fixer',
      delai: regle(
        'modalites_jap',
        'B7',
        'Décision du JAP, depuis le caractère exécutoire',
        depuis2020({ mois: 4, proroge: true }, parLeJap),
      ),
      satisfaitPar: 'acte:fixation_contenu',
    },
    {
      cle: 'pose_apres_jap',
      libelle: 'Pose du dispositif après la décision du JAP',
      enMain: 'spip',
      depuis: 'acte:fixation_contenu',
      delai: regle('pose_apres_jap', 'B7', 'Pose, depuis la décision du JAP', depuis2020({ jours: 5 }, parLeJap)),
      satisfaitPar: 'acte:mise_a_execution',
    },
    debatApres('ddse', '712-19'),
    ...rapportsDuSpip('ddse', 'B7'),
  ],
  regles: [
    regle<string>('modalites', 'B7', 'Lieu et horaires à fixer', depuis2020('Convocation devant le JAP dans les trente jours.', parLeJap)),
    regle<string>('suivi', 'B7', 'Contrôle et suivi', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      { from: '2020-03-24', value: 'La personne est sous le contrôle du JAP du lieu d’assignation.', source: controle },
      {
        from: '2022-05-01',
        value: 'Le SPIP assure le contrôle et le suivi des mesures, sous le contrôle du JAP.',
        source: lu(penitentiaire, 'D622-21', {
          par: 'décret 2022-479',
          lecture: premiereLecture('juriblio, article D. 49-83 du code de procédure pénale'),
        }),
      },
    ]),
    regle<string>('fin_anticipee', 'B7', 'Fin avant le terme', [
      { from: '1994-03-01', value: nExistePas, source: pasEncore },
      {
        from: '2020-03-24',
        value: 'À partir de la moitié : ordonnance si le parquet est d’accord, sinon débat. Le JAP peut garder le suivi sans surveillance.',
        source: finAvant,
      },
    ]),
    regle<string>(
      'sanction',
      'B7',
      'Manquement',
      depuis2020('Après débat, le JAP limite les absences ou ordonne l’emprisonnement pour la durée restante.', sanction),
    ),
    autresRapports('ddse', 'B7'),
  ],
  fiche: {
    cEst: [
      'C’est une peine à la place de la prison.',
      'Vous portez un bracelet électronique à la cheville.',
      'Elle dure entre 15 jours et 6 mois.',
    ],
    vousDevez: [
      'Restez chez vous, sauf aux heures permises.',
      'Gardez le bracelet tout le temps.',
      'Demandez l’accord avant de changer vos horaires.',
    ],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut réduire vos heures de sortie.',
      'Il peut aussi décider de la prison pour le temps qui reste.',
    ],
    leSpip: ['Il pose le bracelet avec vous.', 'Il suit vos horaires et vos démarches.', 'Il écrit au juge en cas de problème.'],
    vosDroits: [
      'Vous pouvez sortir pour un travail, une formation ou des soins.',
      'Vous pouvez demander au juge de changer les horaires.',
      'Après la moitié, vous pouvez demander la fin de la peine.',
      'Un médecin peut vérifier que le bracelet ne gêne pas votre santé.',
    ],
  },
}
