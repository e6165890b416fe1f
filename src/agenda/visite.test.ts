import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, Navigateur } from '../../tests/base.ts'
import { corrigerPersonne } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { convoquer } from './convocation.commands.ts'
import { cle, type Terrain, terrainLibre } from './creneau.builder.ts'

let t: Terrain
let p: Plateforme
beforeAll(async () => {
  installerReactions()
  t = await terrainLibre()
  p = await application(t.e)
})
afterAll(async () => {
  await p.app.close()
  await t.e.fermer()
})
const ville = {
  logement: 'adresse',
  adresse: '3 rue du Haut-Koenigsbourg',
  codePostal: '67220',
  commune: 'Villé',
}
const metz = { adresse: '8 rue des Clercs', codePostal: '57000', commune: 'Metz' }
const une = async (sql: string, ...valeurs: unknown[]) =>
  (await t.e.proprietaire.query(sql, valeurs)).rows[0]
let jour = 4
async function visite(plus: object = {}) {
  const dossierId = await t.dossier({ ...ville, telephone: '06 39 98 04 01' })
  jour += 1
  const moment = {
    type: 'suivi',
    le: `2027-01-${String(jour).padStart(2, '0')}`,
    heure: '10:00',
    agentId: t.ts,
    prevenir: 'oui',
  }
  const { convocationId } = await executer(t.e.hote, t.ts, convoquer, {
    dossierId,
    ...moment,
    modalite: 'domicile',
    ...plus,
  } as never)
  return { dossierId, convocationId }
}
async function demenager(dossierId: string, vers: object) {
  const { version, nom, prenoms, naissance } = await une(
    'SELECT version, nom, prenoms, naissance_le::text AS naissance FROM dossiers.personne WHERE dossier_id = $1',
    dossierId,
  )
  const fiche = {
    dossierId,
    version,
    nom,
    prenoms,
    naissanceLe: naissance,
    telephone: '06 39 98 04 01',
    ...ville,
    ...vers,
  }
  await executer(t.e.hote, t.ts, corrigerPersonne, fiche as never)
}
const adresse = async (id: string) =>
  (await une('SELECT adresse FROM agenda.convocation WHERE id = $1', id)).adresse

describe('Une visite à domicile et l’adresse de la fiche', () => {
  it('La fiche dit avant laquelle suit ; corrigée, la visite va à la nouvelle adresse, la personne en est prévenue, l’histoire le garde', async () => {
    const { dossierId, convocationId } = await visite()
    const ts = await new Navigateur(p).entrer('ts.67')
    const avant = (await ts.ouvrir(`/dossiers/${dossierId}/personne`)).texte
    expect(avant).toContain('cette visite à domicile suit')
    expect(avant).toContain(`/convocations/${convocationId}"`)
    expect((await ts.ouvrir(`/dossiers/${dossierId}`)).texte).not.toContain('hors du département')
    await demenager(dossierId, metz)
    expect(await adresse(convocationId)).toBe('8 rue des Clercs, 57000 Metz')
    const message = await une(
      "SELECT moment FROM messages.message WHERE objet_id = $1 AND moment <> 'rappel' AND etat IN ('a_envoyer', 'a_imprimer')",
      convocationId,
    )
    expect(message?.moment).toBe('modification')
    const modifiee = await une(
      "SELECT par FROM agenda.etat_de_convocation WHERE convocation_id = $1 AND etat = 'modifiee'",
      convocationId,
    )
    expect(modifiee?.par).toBe(t.ts)
    expect((await ts.ouvrir(`/dossiers/${dossierId}`)).texte).toMatch(
      /hors du département du service \(57000 Metz\)/,
    )
  })

  it('Un numéro de téléphone corrigé ne la change pas ; écrite à la main, ou sans nouvelle adresse, elle reste', async () => {
    const meme = await visite()
    await demenager(meme.dossierId, { telephone: '06 39 98 04 02' })
    const ailleurs = await visite({ adresse: '1 place Kléber, 67000 Strasbourg' })
    await demenager(ailleurs.dossierId, metz)
    const inconnue = await visite()
    await demenager(inconnue.dossierId, {
      logement: 'inconnu',
      adresse: undefined,
      codePostal: undefined,
      commune: undefined,
    })
    for (const { convocationId } of [meme, ailleurs, inconnue])
      expect(
        await une(
          "SELECT 1 FROM agenda.etat_de_convocation WHERE convocation_id = $1 AND etat = 'modifiee'",
          convocationId,
        ),
      ).toBeUndefined()
    expect(await adresse(ailleurs.convocationId)).toBe('1 place Kléber, 67000 Strasbourg')
  })

  it('Prise dans un créneau, elle est chez la personne, pas dans les locaux', async () => {
    const [c] = await t.libres('suivi', { agentId: t.ts, du: '2027-02-01', au: '2027-02-28' })
    const { convocationId } = await visite({
      le: undefined,
      heure: undefined,
      creneau: c && cle(c),
    })
    expect(await adresse(convocationId)).toBe('3 rue du Haut-Koenigsbourg, 67220 Villé')
  })
})
