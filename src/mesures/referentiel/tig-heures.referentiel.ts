import { lu, nExistePas } from '../../platform/law.ts'
import type { Bornes, Pesee } from '../definition.rules.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'

// Hours follow the law of the facts: a higher maximum never reaches back (CP 112-1); hence « faits
// », where delays and names follow the judgment.
export const heuresDuTig: Pesee<Bornes> = {
  id: 'tig.heures',
  catalogue: 'A1',
  libelle: 'Nombre d’heures du travail d’intérêt général',
  selon: 'faits',
  plusDoux: 'moins',
  droit: [
    {
      from: '1994-03-01',
      value: { unite: 'heures', min: 40, max: 240 },
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        lecture: relecture('cp/131-8/1994-03-01', 'de quarante à deux cent quarante heures'),
      }),
    },
    {
      from: '2005-01-01',
      value: { unite: 'heures', min: 40, max: 210 },
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2004-204, art. 174',
        lecture: relecture(
          'cp/131-8/2005-10-01, mots en vigueur le 1er janvier 2005',
          'de quarante à deux cent dix heures',
        ),
      }),
    },
    {
      from: '2009-11-26',
      value: { unite: 'heures', min: 20, max: 210 },
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2009-1436, art. 67',
        legifrance: 'LEGIARTI000006417243',
        lecture: relecture('cp/131-8/2009-11-26', 'de vingt à deux cent dix heures'),
      }),
    },
    {
      from: '2014-10-01',
      value: { unite: 'heures', min: 20, max: 280 },
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2014-896, art. 17',
        lecture: relecture('cp/131-8/2014-10-01', 'de vingt à deux cent quatre-vingts heures'),
      }),
    },
    {
      from: '2019-03-25',
      value: { unite: 'heures', min: 20, max: 400 },
      source: lu(cp, '131-8', {
        precision: 'al. 1',
        par: 'loi 2019-222, art. 71',
        lecture: relecture(
          'cp/131-8/2019-03-25, mêmes bornes en 2023',
          'de vingt à quatre cents heures',
        ),
      }),
    },
  ],
  egip: {
    value: { unite: 'heures', min: 20, max: 210 },
    charte: 'C4.2',
    choix: 'Le texte ne donne pas de nombre : 210 heures, dernier maximum avant la loi de 2014.',
  },
}

/** TIG as a complementary sentence for a contravention of the fifth class. */
export const heuresTigContravention: Pesee<Bornes> = {
  id: 'tig_contravention.heures',
  catalogue: 'A2',
  libelle: 'Nombre d’heures, contravention de la cinquième classe',
  selon: 'faits',
  plusDoux: 'moins',
  droit: [
    {
      from: '1994-03-01',
      value: { unite: 'heures', min: 20, max: 120 },
      source: lu(cp, '131-17', {
        precision: 'al. 2',
        lecture: relecture('cp/131-17/1994-03-01', 'de vingt à cent vingt heures'),
      }),
    },
  ],
}

export const heuresDuSursisTig: Pesee<Bornes> = {
  id: 'sursis_tig.heures',
  catalogue: 'A3',
  libelle: 'Nombre d’heures du sursis-TIG',
  selon: 'faits',
  plusDoux: 'moins',
  droit: [
    {
      from: '1994-03-01',
      value: { unite: 'heures', min: 40, max: 240 },
      source: lu(cp, '132-54', {
        precision: 'al. 1',
        lecture: relecture('cp/132-54/1994-03-01', 'de quarante à deux cent quarante heures'),
      }),
    },
    {
      from: '2005-01-01',
      value: { unite: 'heures', min: 40, max: 210 },
      source: lu(cp, '132-54', {
        precision: 'al. 1',
        par: 'loi 2004-204',
        lecture: relecture('cp/132-54/2005-01-01', 'de quarante à deux cent dix heures'),
      }),
    },
    {
      from: '2009-11-26',
      value: { unite: 'heures', min: 20, max: 210 },
      source: lu(cp, '132-54', {
        precision: 'al. 1',
        par: 'loi 2009-1436, art. 69',
        lecture: relecture('cp/132-54/2009-11-26', 'de vingt à deux cent dix heures'),
      }),
    },
    {
      from: '2014-10-01',
      value: { unite: 'heures', min: 20, max: 280 },
      source: lu(cp, '132-54', {
        precision: 'al. 1',
        par: 'loi 2014-896, art. 17',
        lecture: relecture('cp/132-54/2014-10-01', 'de vingt à deux cent quatre-vingts heures'),
      }),
    },
    {
      from: '2020-03-24',
      value: nExistePas,
      source: lu(cp, '132-54', {
        par: 'loi 2019-222, art. 80',
        lecture: relecture(
          'cp/132-54/2016-06-05, dernière version : l’article cesse le 24 mars 2020',
          'un travail d’intérêt général non rémunéré',
        ),
      }),
    },
  ],
}

/**
 * TIG as an obligation of the sursis probatoire, whose place it took: for older facts the
 * sursis-TIG of the facts may be milder.
 */
export const heuresTigObligation: Pesee<Bornes> = {
  id: 'tig_obligation.heures',
  catalogue: 'B17',
  libelle: 'Nombre d’heures, travail d’intérêt général comme obligation du sursis probatoire',
  selon: 'faits',
  plusDoux: 'moins',
  droit: [
    {
      from: '1994-03-01',
      value: nExistePas,
      source: lu(cp, '132-45', {
        lecture: relecture(
          'cp/132-45/1994-03-01, liste entière ; versions suivantes de même',
          '14° Ne pas détenir ou porter une arme.',
        ),
      }),
    },
    {
      from: '2020-03-24',
      value: { unite: 'heures', min: 20, max: 400 },
      source: lu(cp, '131-8', {
        precision: 'al. 1, par le renvoi de 132-45, 21°',
        par: 'loi 2019-222, art. 80',
        lecture: relecture(
          'cp/131-8/2019-03-25 ; 132-45, 21° : « selon les modalités prévues à l’article 131-8 »',
          'de vingt à quatre cents heures',
        ),
      }),
    },
  ],
  remplace: heuresDuSursisTig.droit,
  egip: {
    value: { unite: 'heures', min: 20, max: 210 },
    charte: 'C4.2',
    choix: 'Le texte ne donne pas de nombre : 210 heures, dernier maximum avant la loi de 2014.',
  },
}

const parRenvoi = (from: string, mots: string) => ({
  precision: 'al. 1, par le renvoi de 131-4-1, 2°',
  lecture: relecture(
    `cp/131-8/${from} ; 131-4-1, 2° : « dans les conditions prévues à l’article 131-8 »`,
    mots,
  ),
})
/** TIG as an obligation of the contrainte pénale, whose conditions are those of the sentence. */
export const heuresDeLaContrainte: Pesee<Bornes> = {
  id: 'contrainte_penale.heures',
  catalogue: 'B1',
  libelle: 'Nombre d’heures, travail d’intérêt général comme obligation de la contrainte pénale',
  selon: 'faits',
  plusDoux: 'moins',
  droit: [
    {
      from: '1994-03-01',
      value: nExistePas,
      source: lu(cp, '131-4-1', {
        par: 'loi 2014-896, art. 19',
        lecture: relecture(
          'cp/131-4-1/2014-10-01, première version',
          'la juridiction peut prononcer la peine de contrainte pénale',
        ),
      }),
    },
    {
      from: '2014-10-01',
      value: { unite: 'heures', min: 20, max: 280 },
      source: lu(cp, '131-8', {
        ...parRenvoi('2014-10-01', 'de vingt à deux cent quatre-vingts heures'),
        par: 'loi 2014-896, art. 17 et 19',
      }),
    },
    {
      from: '2019-03-25',
      value: { unite: 'heures', min: 20, max: 400 },
      source: lu(cp, '131-8', {
        ...parRenvoi('2019-03-25', 'de vingt à quatre cents heures'),
        par: 'loi 2019-222, art. 71',
      }),
    },
    {
      from: '2020-03-24',
      value: nExistePas,
      source: lu(cp, '131-4-1', {
        par: 'loi 2019-222',
        lecture: relecture(
          'cp/131-4-1/2020-03-24',
          'prononcer la peine de détention à domicile sous surveillance électronique',
        ),
      }),
    },
  ],
}
