import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, LE, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import {
  accepterTransfert,
  affecter,
  creerDossier,
  proposerTransfert,
  refuserTransfert,
} from './index.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())

let n = 0
const nouveau = async (par = 'ts.67') => {
  n += 1
  const { dossierId } = await executer(e.hote, await e.agent(par), creerDossier, {
    nom: `Filandreux${n}x`,
    prenoms: `Oswald${n}`,
    naissanceLe: '1988-02-29',
    confirme: 'oui',
  })
  return dossierId
}
const service = async (departement: string) =>
  (
    await e.proprietaire.query<{ id: string }>(
      'SELECT id FROM moyens.service WHERE departement = $1',
      [departement],
    )
  ).rows[0]?.id ?? ''
const chaine = async (dossierId: string) =>
  (
    await e.proprietaire.query<{
      service_id: string
      referent_id: string | null
      debut_a: Date
      fin_a: Date | null
    }>('SELECT * FROM dossiers.prise_en_charge WHERE dossier_id = $1 ORDER BY debut_a', [dossierId])
  ).rows
/**
 * No gap and no overlap: each link begins at the very instant when the former ends, and one is
 * open.
 */
const continue_ = (liens: { debut_a: Date; fin_a: Date | null }[]) =>
  liens.every(
    (l, i) =>
      (i === 0 || l.debut_a.getTime() === liens[i - 1]?.fin_a?.getTime()) &&
      (l.fin_a === null) === (i === liens.length - 1),
  )

describe('Affectation (C1.1)', () => {
  it('Le DPIP du service affecte le dossier, et la chaîne reste sans trou', async () => {
    const dossierId = await nouveau()
    const referentId = await e.agent('ts3.67')
    await executer(e.hote, await e.agent('dpip.67'), affecter, { dossierId, referentId })
    const liens = await chaine(dossierId)
    expect(liens.map(l => l.referent_id)).toEqual([await e.agent('ts.67'), referentId])
    expect(continue_(liens)).toBe(true)
  })
  it('Un travailleur social ne peut pas affecter : sa fonction ne le permet pas', async () => {
    const dossierId = await nouveau()
    await expect(
      executer(e.hote, await e.agent('ts.67'), affecter, {
        dossierId,
        referentId: await e.agent('ts2.67'),
      }),
    ).rejects.toThrow('Votre fonction ne permet pas cet acte.')
  })
  it('Le DPIP d’un autre service ne voit même pas le dossier', async () => {
    const dossierId = await nouveau()
    await expect(
      executer(e.hote, await e.agent('dpip.57'), affecter, {
        dossierId,
        referentId: await e.agent('ts.57'),
      }),
    ).rejects.toThrow('pas dans votre périmètre')
  })
  it('Un agent d’un autre service ne peut pas devenir référent', async () => {
    const dossierId = await nouveau()
    await expect(
      executer(e.hote, await e.agent('dpip.67'), affecter, {
        dossierId,
        referentId: await e.agent('ts.57'),
      }),
    ).rejects.toThrow('ne travaille pas dans le service')
  })
})

describe('Transfert : une poignée de main (C9.1)', () => {
  it('Le référent garde le dossier jusqu’à l’acceptation, puis le service change sans rupture', async () => {
    const dossierId = await nouveau()
    const vers = await service('57')
    const { transfertId } = await executer(e.hote, await e.agent('ts.67'), proposerTransfert, {
      dossierId,
      versServiceId: vers,
      motif: 'Déménagement',
    })
    expect((await chaine(dossierId)).map(l => l.referent_id)).toEqual([await e.agent('ts.67')])
    await executer(e.hote, await e.agent('dpip.57'), accepterTransfert, {
      dossierId,
      transfertId,
      referentId: await e.agent('ts.57'),
      convocations: 'garder',
    })
    const liens = await chaine(dossierId)
    expect(liens.at(-1)?.service_id).toBe(vers)
    expect(continue_(liens)).toBe(true)
    await expect(
      executer(e.hote, await e.agent('ts.67'), proposerTransfert, {
        dossierId,
        versServiceId: vers,
        motif: 'Essai',
      }),
    ).rejects.toThrow('pas dans votre périmètre')
  })
  it('Un refus doit dire pourquoi, et le service qui proposait garde le dossier', async () => {
    const dossierId = await nouveau()
    const { transfertId } = await executer(e.hote, await e.agent('ts.67'), proposerTransfert, {
      dossierId,
      versServiceId: await service('57'),
      motif: 'Déménagement',
    })
    await expect(
      executer(e.hote, await e.agent('dpip.57'), refuserTransfert, {
        dossierId,
        transfertId,
        motifRefus: '',
      }),
    ).rejects.toThrow('Dites pourquoi le transfert est refusé.')
    await executer(e.hote, await e.agent('dpip.57'), refuserTransfert, {
      dossierId,
      transfertId,
      motifRefus: 'Sans adresse ici',
    })
    expect(await chaine(dossierId)).toHaveLength(1)
  })
  it('Le service qui propose ne peut pas accepter à la place de l’autre', async () => {
    const dossierId = await nouveau()
    const { transfertId } = await executer(e.hote, await e.agent('ts.67'), proposerTransfert, {
      dossierId,
      versServiceId: await service('57'),
      motif: 'Déménagement',
    })
    await expect(
      executer(e.hote, await e.agent('dpip.67'), accepterTransfert, {
        dossierId,
        transfertId,
        convocations: 'garder',
      }),
    ).rejects.toThrow('proposé à un autre service')
  })
  it('50 propositions et 50 affectations en même temps : une seule proposition, aucun trou, aucun chevauchement', async () => {
    const dossierId = await nouveau()
    const [ts, dpip, vers] = [await e.agent('ts.67'), await e.agent('dpip.67'), await service('57')]
    const referents = await Promise.all(
      ['ts2.67', 'ts3.67', 'ts4.67', 'ts5.67'].map(a => e.agent(a)),
    )
    const actes = Array.from({ length: 50 }, (_, i) => [
      executer(e.hote, ts, proposerTransfert, {
        dossierId,
        versServiceId: vers,
        motif: `essai ${i}`,
      }),
      executer(e.hote, dpip, affecter, { dossierId, referentId: referents[i % 4] ?? '' }),
    ]).flat()
    const issues = await Promise.allSettled(actes)
    expect(issues.filter((r, i) => i % 2 === 0 && r.status === 'fulfilled')).toHaveLength(1)
    const liens = await chaine(dossierId)
    expect(liens.length).toBe(
      1 + issues.filter((r, i) => i % 2 === 1 && r.status === 'fulfilled').length,
    )
    expect(continue_(liens)).toBe(true)
  })
})

describe('Ce que la base garantit seule', () => {
  const essayer = (sql: string, valeurs: unknown[]) => e.proprietaire.query(sql, valeurs)
  it('Deux prises en charge ne se chevauchent pas', async () => {
    const dossierId = await nouveau()
    const [l] = await chaine(dossierId)
    await expect(
      essayer(
        "INSERT INTO dossiers.prise_en_charge (dossier_id, service_id, debut_a, fin_a, precedente_id, motif, decidee_par) SELECT dossier_id, service_id, $2, $2::timestamptz + interval '1 day', id, 'x', decidee_par FROM dossiers.prise_en_charge WHERE dossier_id = $1",
        [dossierId, l?.debut_a],
      ),
    ).rejects.toThrow(/pas_de_chevauchement|pas_de_trou_dans_le_fil/)
  })
  it('Une prise en charge ne finit pas sans suite tant que le dossier est ouvert', async () => {
    const dossierId = await nouveau()
    await expect(
      essayer(
        "UPDATE dossiers.prise_en_charge SET fin_a = debut_a + interval '1 day' WHERE dossier_id = $1",
        [dossierId],
      ),
    ).rejects.toThrow('plus de prise en charge')
  })
  it('L’application ne voit aucun dossier sans périmètre', async () => {
    const { rows } = await e.base.pool.query('SELECT count(*)::int AS n FROM dossiers.dossier')
    expect(rows[0]?.n).toBe(0)
    expect(LE).toBe('2026-11-24')
  })
})
