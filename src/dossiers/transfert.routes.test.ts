import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import {
  accepterTransfert,
  annulerTransfert,
  proposerTransfert,
  refuserTransfert,
} from './fil.commands.ts'
import { creerDossier, demanderDessaisissement } from './index.ts'

let e: Essai
let p: Plateforme
let s57 = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  s57 = (await e.proprietaire.query("SELECT id FROM moyens.service WHERE departement = '57'"))
    .rows[0].id
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
type Commande = Parameters<typeof executer>[2]
const par = async <R = void>(qui: string, commande: unknown, input: object): Promise<R> =>
  (await executer(e.hote, await e.agent(qui), commande as Commande, input)) as R
const entres = new Map<string, Navigateur>()
const ouvrir = async (qui: string, adresse: string) => {
  const n = entres.get(qui) ?? (await new Navigateur(p).entrer(qui))
  entres.set(qui, n)
  return n.ouvrir(adresse)
}
let n = 0
/** Somebody of ts.67. */
async function cree() {
  n += 1
  const nom = `Xkz${[...String(n * 7919)].map(c => 'bcdfghjklm'[Number(c)]).join('')}`
  const identite = { nom, prenoms: `Wov${nom}`, naissanceLe: '1985-03-02', confirme: 'oui' }
  return { nom, ...(await par<{ dossierId: string }>('ts.67', creerDossier, identite)) }
}
/** The same, whose transfer to the 57 is proposed by `qui`. */
async function propose(qui: string) {
  const { nom, dossierId } = await cree()
  const { transfertId } = await par<{ transfertId: string }>(qui, proposerTransfert, {
    dossierId,
    versServiceId: s57,
    motif: 'Vit à Metz',
  })
  return { nom, dossierId, transfertId, page: `/dessaisissements/${dossierId}/${transfertId}` }
}
const lignes = async (qui: string, nom: string) =>
  [...(await ouvrir(qui, '/pour-moi?par=100')).texte.matchAll(/<li data-ligne.*?<\/li>/gs)]
    .map(([l]) => l)
    .filter(l => l.includes(nom))

describe('Un transfert se répond par un seul des deux services', () => {
  it('qui l’a proposé ne se voit pas offrir d’accepter, ni de refuser ; qui répond, oui', async () => {
    const t = await propose('dpip.67')
    for (const geste of ['accepter', 'refuser']) {
      const adresse = `/dossiers/${t.dossierId}/transferts/${t.transfertId}/${geste}`
      const { statut, texte } = await ouvrir('dpip.67', adresse)
      expect([
        statut,
        texte.includes('Ce transfert est proposé à un autre service.'),
        texte.includes('<textarea'),
      ]).toEqual([409, true, false])
      expect((await ouvrir('dpip.57', adresse)).statut).toBe(200)
    }
    expect(
      (await ouvrir('dpip.67', `/dossiers/${t.dossierId}/transferts/${t.transfertId}/annuler`))
        .statut,
    ).toBe(200)
  })
})

describe('Ce qu’est devenu un transfert se lit des deux côtés (C9.1)', () => {
  it('refusé : qui l’a proposé en lit le motif, une seule fois, même DPIP', async () => {
    for (const qui of ['ts.67', 'dpip.67']) {
      const t = await propose(qui)
      await par('dpip.57', refuserTransfert, { ...t, motifRefus: 'Adresse non vérifiée' })
      expect([qui, (await lignes(qui, t.nom)).length]).toEqual([qui, 1])
      expect((await lignes(qui, t.nom))[0]).toContain(`href="${t.page}"`)
      const { texte } = await ouvrir(qui, t.page)
      for (const mot of ['Adresse non vérifiée', 'Vit à Metz', 'Refusé', t.nom])
        expect(texte).toContain(mot)
    }
  })
  it('accepté : le référent qui le perd le sait, et ouvre une page qui le dit sans le dossier ; la lecture est au journal', async () => {
    const t = await propose('dpip.67')
    await par('dpip.57', accepterTransfert, { ...t, convocations: 'garder' })
    const [ligne] = await lignes('ts.67', t.nom)
    expect(ligne).toContain('Transfert accepté')
    expect(ligne).toContain(`href="${t.page}"`)
    const { statut, texte } = await ouvrir('ts.67', t.page)
    expect(statut).toBe(200)
    expect(texte).toContain('suit la personne depuis cette réponse')
    expect(texte).not.toContain(`href="/dossiers/${t.dossierId}"`)
    const lus = await e.proprietaire.query(
      'SELECT 1 FROM acces.journal_lecture WHERE dossier_id = $1 AND compte_id = $2 AND route LIKE $3',
      [t.dossierId, await e.agent('ts.67'), '/dessaisissements/%'],
    )
    expect(lus.rowCount).toBe(1)
    expect((await ouvrir('dpip.57', '/dessaisissements')).texte).toContain(t.page)
    expect((await ouvrir('ts.88', t.page)).statut).toBe(404)
  })
  it('retiré pendant qu’on y répond : la page dit quoi, qui et quand, à l’ouverture comme à l’envoi', async () => {
    for (const geste of ['accepter', 'refuser']) {
      const t = await propose('ts.67')
      const adresse = `/dossiers/${t.dossierId}/transferts/${t.transfertId}/${geste}`
      expect((await ouvrir('dpip.57', adresse)).statut).toBe(200)
      await par('ts.67', annulerTransfert, { dossierId: t.dossierId, transfertId: t.transfertId })
      const envoi = await entres
        .get('dpip.57')
        ?.envoyer(adresse, { convocations: 'garder', motifRefus: 'Non' }, '/pour-moi')
      for (const r of [await ouvrir('dpip.57', adresse), envoi]) {
        expect([geste, r?.statut]).toEqual([geste, 409])
        expect(r?.texte).toMatch(/il a été retiré par [^<]+ le /)
        expect(r?.texte).toContain('Rien n’est enregistré')
      }
      expect((await ouvrir('dpip.88', adresse)).statut).toBe(404)
    }
  })
  it('déjà accepté par un collègue : le refus dit par qui et quel jour', async () => {
    const t = await propose('ts.67')
    await par('dpip.57', accepterTransfert, { ...t, convocations: 'garder' })
    await expect(
      par('dpip.57', accepterTransfert, { ...t, convocations: 'garder' }),
    ).rejects.toThrow(/il a été accepté par .+ le \d\d\/\d\d\/2026/)
    expect(
      (await ouvrir('dpip.57', `/dossiers/${t.dossierId}/transferts/${t.transfertId}/accepter`))
        .texte,
    ).toContain('il a été accepté')
  })
})

/** Which transfers of this dossier an account reads, as the base gives them to the application. */
async function transfertsLus(
  compte: string,
  dossierId: string,
  fonction = 'transferts_de_mon_service',
): Promise<string[]> {
  const client = await e.proprietaire.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [compte])
    const lus = `SELECT etat FROM dossiers.${fonction}('-infinity') WHERE personne_id = $1`
    return (await client.query<{ etat: string }>(lus, [dossierId])).rows.map(r => r.etat)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

describe('Qui n’est que proposé n’est montré qu’à la direction du service qui recevrait (ADR 0046)', () => {
  const issues = {
    propose: async () => {},
    refuse: (t: object) =>
      par('dpip.57', refuserTransfert, { ...t, motifRefus: 'Adresse non vérifiée' }),
    annule: (t: object) => par('ts.67', annulerTransfert, t),
    accepte: (t: object) => par('dpip.57', accepterTransfert, { ...t, convocations: 'garder' }),
  }
  it.each(Object.entries(issues))(
    '%s : chaque fonction des deux services, et d’un troisième',
    async (etat, repondre) => {
      const { dossierId, transfertId } = await propose('ts.67')
      await repondre({ dossierId, transfertId })
      const { rows } = await e.proprietaire.query<{
        id: string
        departement: string
        fonction: string
      }>(
        `SELECT DISTINCT ON (s.departement, a.fonction) a.id, s.departement, a.fonction FROM moyens.agent a JOIN moyens.service s ON s.id = a.service_id
       JOIN acces.compte c ON c.id = a.id WHERE s.departement IN ('57', '67', '88') AND a.parti_le IS NULL`,
      )
      expect(new Set(rows.map(r => r.fonction)).size).toBeGreaterThan(6)
      for (const { id, departement, fonction } of rows) {
        const recoit =
          departement === '57' && (etat === 'accepte' || ['dpip', 'dfspip'].includes(fonction))
        const attendus = departement === '67' || recoit ? [etat] : []
        expect(await transfertsLus(id, dossierId), `${fonction} du ${departement}`).toEqual(
          attendus,
        )
      }
    },
  )
  it('ce qu’un tribunal demande pour un service, sa direction seule le lit ; ce qu’il demande lui-même, tous ses agents', async () => {
    for (const [demandeur, agents] of [
      ['bex.metz', []],
      ['ts.57', ['propose']],
    ] as const) {
      const { dossierId, nom } = await cree()
      const qui = { personneId: dossierId, nom, prenoms: `Wov${nom}`, naissanceLe: '1985-03-02' }
      await par(demandeur, demanderDessaisissement, {
        ...qui,
        motif: 'Vit à Metz',
        ...(agents.length === 0 ? { versServiceId: s57 } : {}),
      })
      for (const fonction of ['transferts_de_mon_service', 'demandes_de_mon_service']) {
        const lu = async (compte: string) =>
          transfertsLus(await e.agent(compte), dossierId, fonction)
        for (const compte of ['accueil.57', 'psychologue.57'])
          expect([demandeur, fonction, await lu(compte)]).toEqual([demandeur, fonction, agents])
        for (const compte of ['dpip.57', 'ts.67', demandeur])
          expect([demandeur, fonction, await lu(compte)]).toEqual([
            demandeur,
            fonction,
            ['propose'],
          ])
        expect(await lu('ts.88')).toEqual([])
      }
    }
  })
  it('ni par l’adresse, ni par celle du retrait, ni dans la liste une fois retiré', async () => {
    const t = await propose('ts.67')
    const retirer = `/dossiers/${t.dossierId}/transferts/${t.transfertId}/annuler`
    const montres = async (qui: string) => {
      const pages = await Promise.all(
        [t.page, retirer, '/dessaisissements'].map(adresse => ouvrir(qui, adresse)),
      )
      return pages.map(({ statut, texte }) => `${statut}${texte.includes(t.nom) ? ' nommé' : ''}`)
    }
    for (const etat of ['propose', 'annule']) {
      if (etat === 'annule') await par('ts.67', annulerTransfert, t)
      for (const qui of ['ts.57', 'accueil.57', 'psychologue.57'])
        expect([etat, qui, ...(await montres(qui))]).toEqual([etat, qui, '404', '404', '200'])
      expect([etat, (await montres('dpip.57'))[0]]).toEqual([etat, '200 nommé'])
    }
  })
})

describe('Clore et rouvrir disent la même chose', () => {
  it('un dossier ouvert ne s’offre pas à rouvrir', async () => {
    const t = await propose('ts.67')
    const { statut, texte } = await ouvrir('ts.67', `/dossiers/${t.dossierId}/rouvrir`)
    expect(statut).toBe(200)
    expect(texte).toContain('rien n’est à rouvrir')
    expect(texte).not.toContain('name="motif"')
  })
  it('le refus de clore nomme ce qui reste, sans le compter autrement que la page', async () => {
    const t = await propose('ts.67')
    await ouvrir('ts.67', '/')
    const adresse = `/dossiers/${t.dossierId}/cloturer`
    const r = await entres.get('ts.67')?.envoyer(adresse, { motif: 'fin_de_mesure' })
    expect(r?.texte).toContain('Ce dossier ne peut pas encore être clos. ')
    expect(r?.texte).not.toMatch(/une chose y est|choses y sont/)
  })
})

describe('Un acte qui laisserait une ouverture sans fait', () => {
  it('est refusé en français, garde ce qui est tapé, et n’enregistre rien', async () => {
    const { dossierId } = await cree()
    const [avant] = (
      await e.proprietaire.query<{ texte: string }>(
        "SELECT pg_get_functiondef('dossiers.faits_d_ouverture(uuid)'::regprocedure) AS texte",
      )
    ).rows
    // As if the facts had forgotten what a proposal opens: the act is lawful, and nothing explains
    // what it leaves.
    const oublie =
      avant?.texte.replace("t.etat = 'propose' AND t.sens = 'proposition'", 'false') ?? ''
    expect(oublie).not.toBe(avant?.texte)
    await ouvrir('ts.67', '/')
    await e.proprietaire.query(oublie)
    const page = `/dossiers/${dossierId}/transferer`
    const repondue = await entres
      .get('ts.67')
      ?.envoyer(page, { versServiceId: s57, motif: 'Vit à Metz' })
    await e.proprietaire.query(avant?.texte ?? '')
    expect(repondue?.statut).toBe(422)
    for (const mot of [
      'Cet acte ouvrirait ce dossier',
      'si le refus revient',
      'votre administrateur',
      'Vit à Metz',
    ])
      expect(repondue?.texte).toContain(mot)
    expect(
      (
        await e.proprietaire.query('SELECT 1 FROM dossiers.transfert WHERE dossier_id = $1', [
          dossierId,
        ])
      ).rows,
    ).toEqual([])
    expect(
      (await entres.get('ts.67')?.envoyer(page, { versServiceId: s57, motif: 'Vit à Metz' }))
        ?.statut,
    ).toBe(303)
  })
})
