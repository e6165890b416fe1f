import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, LE, nouvelEssai } from '../../tests/base.ts'
import { creerDossier, fusionner, garderBrouillon } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import { installerReactions } from '../reactions.ts'
import {
  corrigerEntretien,
  ecrirePlan,
  evaluer,
  noterEntretien,
  recueillirAccord,
} from './index.ts'

let e: Essai
let ts = ''
let n = 0
beforeAll(async () => {
  e = await nouvelEssai()
  installerReactions()
  ts = await e.agent('ts.67')
})
afterAll(() => e.fermer())
const dossier = async () => {
  n += 1
  return (
    await executer(e.hote, ts, creerDossier, {
      nom: `Planifie${n}`,
      prenoms: 'Odile',
      naissanceLe: '1990-01-31',
      confirme: 'oui',
    })
  ).dossierId
}
const objectif = (intitule: string) => ({
  intitule,
  domaine: 'logement' as const,
  etapes: [{ quoi: `Étape de ${intitule}` }],
})
const lire = async (sql: string, valeurs: unknown[]) =>
  (await e.proprietaire.query(sql, valeurs)).rows

describe('Entretien', () => {
  it('Une correction garde l’ancienne version, et dit pourquoi', async () => {
    const dossierId = await dossier()
    const { entretienId } = await executer(e.hote, ts, noterEntretien, {
      dossierId,
      le: LE,
      forme: 'bureau',
      recit: 'Premier récit',
    })
    await executer(e.hote, ts, corrigerEntretien, {
      dossierId,
      entretienId,
      version: 1,
      motifCorrection: 'Date précisée',
      le: LE,
      forme: 'bureau',
      recit: 'Second récit',
    })
    expect(
      (
        await lire(
          'SELECT recit FROM accompagnement.entretien_version WHERE entretien_id = $1 ORDER BY version',
          [entretienId],
        )
      ).map(r => r.recit),
    ).toEqual(['Premier récit', 'Second récit'])
    await expect(
      executer(e.hote, ts, corrigerEntretien, {
        dossierId,
        entretienId,
        version: 1,
        motifCorrection: 'Essai',
        le: LE,
        forme: 'bureau',
        recit: 'Écrasement',
      }),
    ).rejects.toThrow('Un autre agent a enregistré une nouvelle version')
  })
  it('Un entretien à venir est refusé', async () => {
    const dossierId = await dossier()
    await expect(
      executer(e.hote, ts, noterEntretien, {
        dossierId,
        le: '2027-01-01',
        forme: 'bureau',
        recit: 'x',
      }),
    ).rejects.toThrow('pas encore eu lieu')
  })
  it('Le texte est gardé tel qu’il est tapé : balises, guillemets, accents et sauts de ligne', async () => {
    const dossierId = await dossier()
    const recit = '<script>alert(1)</script>\n« élan » & \'apostrophe\' "x" \\ % _\n\nfin '
    const { entretienId } = await executer(e.hote, ts, noterEntretien, {
      dossierId,
      le: LE,
      forme: 'bureau',
      recit,
    })
    expect(
      (
        await lire('SELECT recit FROM accompagnement.entretien_version WHERE entretien_id = $1', [
          entretienId,
        ])
      )[0]?.recit,
    ).toBe(recit)
  })
})

describe('Plan construit avec la personne (C1.2)', () => {
  it('50 agents enregistrent la même version : un passe, 49 sont prévenus, aucun texte n’est perdu en silence', async () => {
    const dossierId = await dossier()
    const issues = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) =>
        executer(e.hote, ts, ecrirePlan, {
          dossierId,
          version: 0,
          objectifs: [objectif(`Essai n° ${i}`)],
        }),
      ),
    )
    expect(issues.filter(i => i.status === 'fulfilled')).toHaveLength(1)
    expect(
      issues.filter(
        i => i.status === 'rejected' && /nouvelle version du plan/.test(String(i.reason.message)),
      ),
    ).toHaveLength(49)
    expect(
      await lire('SELECT version FROM accompagnement.plan_version WHERE dossier_id = $1', [
        dossierId,
      ]),
    ).toEqual([{ version: 1 }])
  })
  it('L’avis de la personne est daté, dans ses mots, une fois par version', async () => {
    const dossierId = await dossier()
    await executer(e.hote, ts, ecrirePlan, {
      dossierId,
      version: 0,
      objectifs: [objectif('Un toit')],
    })
    const avis = {
      dossierId,
      version: 1,
      accord: 'reserves' as const,
      accordLe: LE,
      accordParoles: 'Pas tout de suite',
    }
    await executer(e.hote, ts, recueillirAccord, avis)
    await expect(
      executer(e.hote, ts, recueillirAccord, { ...avis, accord: 'refus' }),
    ).rejects.toThrow('déjà enregistré')
  })
  it('Un plan sans objectif, une évaluation sans un mot sont refusés', async () => {
    const dossierId = await dossier()
    await expect(
      executer(e.hote, ts, ecrirePlan, { dossierId, version: 0, objectifs: [] }),
    ).rejects.toThrow('au moins un objectif')
    await expect(
      executer(e.hote, ts, evaluer, { dossierId, version: 0, domaines: {} }),
    ).rejects.toThrow('au moins dans un domaine')
  })
  it('L’administratif ne lit ni n’écrit l’accompagnement', async () => {
    const dossierId = await dossier()
    await expect(
      executer(e.hote, await e.agent('accueil.67'), evaluer, {
        dossierId,
        version: 0,
        synthese: 'x',
      }),
    ).rejects.toThrow('Votre fonction ne permet pas')
  })
})

describe('Brouillons', () => {
  it('Deux onglets : le second est prévenu au lieu d’écraser le premier ; un collègue ne voit pas le brouillon', async () => {
    const dossierId = await dossier()
    const b = { dossierId, cle: 'plan', url: '/x', titre: 'x', valeurs: { motif: 'a' } }
    await executer(e.hote, ts, garderBrouillon, { ...b, version: 0 })
    await expect(
      executer(e.hote, ts, garderBrouillon, { ...b, version: 0, valeurs: { motif: 'b' } }),
    ).rejects.toThrow('repris dans un autre onglet')
    await executer(e.hote, await e.agent('ts2.67'), garderBrouillon, {
      ...b,
      version: 0,
      valeurs: { motif: 'autre agent' },
    })
    expect(
      await lire(
        'SELECT valeurs FROM dossiers.brouillon WHERE dossier_id = $1 AND compte_id = $2',
        [dossierId, ts],
      ),
    ).toEqual([{ valeurs: { motif: 'a' } }])
  })
})

describe('Fusion de deux dossiers de la même personne (C1.1)', () => {
  it('Tout ce que contient l’absorbé est versé dans le dossier gardé, plans compris, et l’historique reste', async () => {
    const [garde, absorbe] = [await dossier(), await dossier()]
    for (const dossierId of [garde, absorbe]) {
      await executer(e.hote, ts, noterEntretien, {
        dossierId,
        le: LE,
        forme: 'bureau',
        recit: `récit de ${dossierId}`,
      })
      await executer(e.hote, ts, ecrirePlan, {
        dossierId,
        version: 0,
        objectifs: [objectif(dossierId)],
      })
    }
    const numero = (
      await lire('SELECT numero FROM dossiers.dossier WHERE dossier_id = $1', [absorbe])
    )[0]?.numero
    await executer(e.hote, await e.agent('dpip.67'), fusionner, {
      dossierId: garde,
      absorbeNumero: numero,
      motif: 'Même naissance, même mère',
    })
    expect(
      await lire('SELECT count(*)::int AS n FROM accompagnement.entretien WHERE dossier_id = $1', [
        garde,
      ]),
    ).toEqual([{ n: 2 }])
    expect(
      (
        await lire(
          'SELECT version FROM accompagnement.plan_version WHERE dossier_id = $1 ORDER BY version',
          [garde],
        )
      ).map(r => r.version),
    ).toEqual([1, 2])
    expect(
      (
        await lire(
          'SELECT intitule FROM accompagnement.objectif WHERE dossier_id = $1 ORDER BY version',
          [garde],
        )
      ).map(r => r.intitule),
    ).toEqual([absorbe, garde])
    expect(
      (await lire('SELECT instantane FROM dossiers.fusion WHERE dossier_id = $1', [garde]))[0]
        ?.instantane,
    ).toMatchObject({
      personne: { dossierId: absorbe },
    })
    await expect(
      executer(e.hote, await e.agent('dpip.67'), fusionner, {
        dossierId: garde,
        absorbeNumero: numero,
        motif: 'encore',
      }),
    ).rejects.toThrow('déjà fusionné')
  })
})
