import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { aEnvoyer, formulaires } from '../../tests/invariants/page.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { saisirMesure } from './mesure.commands.ts'

let e: Essai
let p: Plateforme
let ts = ''
let strasbourg = ''
let autreJuridiction = ''
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
  const { rows } = await e.proprietaire.query<{ id: string }>(
    "SELECT id FROM moyens.juridiction ORDER BY ville = 'Strasbourg' DESC, ville",
  )
  strasbourg = rows[0]?.id ?? ''
  autreJuridiction = rows.at(-1)?.id ?? ''
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const faits = {
  nature: 'sursis_probatoire',
  decisionLe: '2025-03-10',
  debutLe: '2025-03-10',
  dureeMois: '24',
  numeroParquet: '24111000001',
}
/** What the page would send, as it stands. */
const champsDe = (texte: string): Record<string, string> => {
  const formulaire = formulaires(texte, '/').find(f =>
    aEnvoyer(f).some(([nom]) => nom === 'juridictionId'),
  )
  if (!formulaire) throw new Error('no correction on this page')
  return Object.fromEntries(aEnvoyer(formulaire))
}

describe('Deux agents corrigent la même mesure, chacun dans sa page', () => {
  const valeurDe = (texte: string, nom: string) => champsDe(texte)[nom]
  it('L’un la durée, l’autre le numéro : les deux restent, et ce qui a été confirmé n’est pas autre chose', async () => {
    const personne = {
      nom: 'Corrigeeadeux',
      prenoms: 'Inès',
      naissanceLe: '1991-02-03',
      confirme: 'oui' as const,
    }
    const { dossierId } = await executer(e.hote, ts, creerDossier, personne)
    const m = await executer(e.hote, ts, saisirMesure, {
      ...faits,
      juridictionId: strasbourg,
      dossierId,
    } as never)
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/corriger`
    const [a, b] = [
      await new Navigateur(p).entrer('ts.67'),
      await new Navigateur(p).entrer('dpip.67'),
    ]
    const dit = { motif: 'Jugement relu', fondement: 'erreur_de_saisie' }
    const pageA = champsDe((await a.ouvrir(adresse)).texte)
    const pageB = champsDe((await b.ouvrir(adresse)).texte)
    const montree = await a.envoyer(adresse, { ...pageA, dureeMois: '36', ...dit })
    const confirmee: Record<string, string> = { ...champsDe(montree.texte), confirme: 'oui' }
    expect(confirmee.dureeMois).toBe('36')
    expect(
      (
        await b.envoyer(adresse, {
          ...pageB,
          numeroParquet: '24222000002',
          precisions: 'Cour',
          ...dit,
        })
      ).statut,
    ).toBe(303)

    const autre = await a.envoyer(adresse, confirmee)
    expect(autre.texte).toContain('Un autre agent')
    expect([valeurDe(autre.texte, 'dureeMois'), valeurDe(autre.texte, 'numeroParquet')]).toEqual([
      '36',
      '24222000002',
    ])
    expect((await a.envoyer(adresse, { ...champsDe(autre.texte), confirme: 'oui' })).statut).toBe(
      303,
    )
    const { rows } = await e.proprietaire.query(
      'SELECT duree_mois, numero_parquet, precisions, fin_le::text AS fin FROM mesures.mesure WHERE id = $1',
      [m.mesureId],
    )
    expect(rows[0]).toEqual({
      duree_mois: 36,
      numero_parquet: '24222000002',
      precisions: 'Cour',
      fin: '2028-03-10',
    })

    const vue = champsDe(
      (
        await a.envoyer(adresse, {
          ...champsDe((await a.ouvrir(adresse)).texte),
          dureeMois: '30',
          ...dit,
        })
      ).texte,
    )
    const plus = await a.envoyer(adresse, {
      ...vue,
      confirme: 'oui',
      juridictionId: autreJuridiction,
    })
    expect([plus.statut, plus.texte.includes('Lisez ce qui change')]).toEqual([422, true])
    expect(champsDe(plus.texte).confirme).toBeUndefined()
  })

  it('L’un ajoute une obligation pendant que l’autre en retire une : les deux changements restent, et chacun est dit', async () => {
    const personne = {
      nom: 'Obligeeadeux',
      prenoms: 'Inès',
      naissanceLe: '1991-02-04',
      confirme: 'oui' as const,
    }
    const { dossierId } = await executer(e.hote, ts, creerDossier, personne)
    const obligations = ['CP 132-45, 1°', 'CP 132-45, 2°'].map(article => ({ article }))
    const m = await executer(e.hote, ts, saisirMesure, {
      ...faits,
      juridictionId: strasbourg,
      dossierId,
      obligations,
    } as never)
    const adresse = `/dossiers/${dossierId}/mesures/${m.mesureId}/obligations`
    const champs = (texte: string): Record<string, string> => {
      const f = formulaires(texte, '/').find(x => aEnvoyer(x).some(([nom]) => nom === 'vues'))
      if (!f) throw new Error('no list of obligations on this page')
      return Object.fromEntries(aEnvoyer(f))
    }
    const rangDe = (texte: string, article: string) =>
      Object.entries(Object.fromEntries(formulaires(texte, '/').flatMap(f => aEnvoyer(f)))).find(
        ([nom, v]) =>
          nom.endsWith('[cle]') && v.replaceAll(' ', '') === article.replaceAll(' ', ''),
      )?.[0] ?? ''
    const fondement = 'erreur_de_saisie'
    const [a, b] = [
      await new Navigateur(p).entrer('ts.67'),
      await new Navigateur(p).entrer('dpip.67'),
    ]
    const [pageA, pageB] = [(await a.ouvrir(adresse)).texte, (await b.ouvrir(adresse)).texte]
    const cocher = (texte: string, article: string, precisions: string) => {
      const rang = rangDe(texte, article)
      return {
        ...champs(texte),
        [rang.replace('[cle]', '[article]')]: article,
        [rang.replace('[cle]', '[precisions]')]: precisions,
      }
    }
    expect(
      (
        await b.envoyer(adresse, {
          ...cocher(pageB, 'CP 132-45, 3°', 'au centre'),
          motif: 'Oubliée',
          fondement,
        })
      ).statut,
    ).toBe(303)

    const sansLaSeconde: Record<string, string> = champs(pageA)
    delete sansLaSeconde[rangDe(pageA, 'CP 132-45, 2°').replace('[cle]', '[article]')]
    const refus = await a.envoyer(adresse, {
      ...sansLaSeconde,
      motif: 'Cochée par erreur',
      fondement,
    })
    expect([
      refus.statut,
      refus.texte.includes('Un autre agent'),
      /Ajoutée : [^<]*au centre/.test(refus.texte),
    ]).toEqual([422, true, true])
    expect((await a.envoyer(adresse, champs(refus.texte))).statut).toBe(303)
    const { rows } = await e.proprietaire.query(
      `SELECT v.article, v.precisions FROM mesures.obligation v WHERE v.mesure_id = $1 AND NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.obligation_id = v.id AND r.remis_a IS NULL) ORDER BY v.article`,
      [m.mesureId],
    )
    expect(rows).toEqual([
      { article: 'CP 132-45, 1°', precisions: null },
      { article: 'CP 132-45, 3°', precisions: 'au centre' },
    ])
  })
})
